import CardPoints
import CardPointsSandbox
import CoreNFC
import Foundation

/// An iPhone with simulated NFC and the ``NfcCardReader`` of one app.
public final class NfcPhone: Sendable {
    public let field = SimulatedNFCField()
    public let reader: NfcCardReader
    private let queue = DispatchQueue(label: "NfcPhone")

    /// - Parameter pollResults: What the reader finds, in order; see `SimulatedNFCField.pollResults`.
    public init(_ language: Language = .english, _ pollResults: SimulatedNFCField.PollResult...) {
        field.attach(to: queue)
        field.isAvailable = true
        field.pollResults = pollResults
        reader = NfcCardReader(language: language, queue: queue, pollingPause: .milliseconds(0))
    }

    /// Waits until the reader has handled all calls and all callbacks of the system so far.
    public func settled() async {
        for _ in 1...2 {
            await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
        }
    }
}

extension SimulatedTag {
    /// A virtual card as iOS detects it; `selected`: iOS has selected the JPKI application.
    public convenience init(_ card: VirtualCard, selected: Bool = true, connectErrors: [any Error] = []) {
        self.init(
            selectedAID: selected ? "D392F000260100000001" : "", connectErrors: connectErrors,
            powerOff: { card.powerOff() }, exchange: { card.transmit(command: Secret($0))?.bytes })
    }

    /// A transit card.
    public static var transit: SimulatedTag { SimulatedTag(.miFare) }
}

extension SimulatedNFCField.PollResult {
    /// This card only.
    public static func card(_ card: VirtualCard, selected: Bool = true) -> SimulatedNFCField.PollResult {
        .tags([SimulatedTag(card, selected: selected)])
    }

    /// An empty field.
    public static var nothing: SimulatedNFCField.PollResult { .tags([]) }

    /// The session ends with that code.
    public static func ends(_ code: NFCReaderError.Code) -> SimulatedNFCField.PollResult { .ends(NFCReaderError(code)) }
}

extension JourneySession {
    /// Runs the session with `person`, who scans again after every problem; returns the last state and the problems.
    public func run(with person: Applicant) async -> (end: JourneyState, scanProblems: [ScanProblem]) {
        var scanProblems: [ScanProblem] = []
        for await state in states {
            if let scanProblem = state.scanProblem {
                scanProblems.append(scanProblem)
                scanAgain(at: state)
            } else if case .ask(let question) = state.step {
                send(person.answer(question), at: state)
            }
        }
        return (await outcome(), scanProblems)
    }
}
