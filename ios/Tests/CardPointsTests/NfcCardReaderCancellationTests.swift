import CardPoints
import CardPointsSandbox
import CoreNFC
import Foundation
import Support
import Testing

/// Stopping closes the sheet and releases everything.
@Suite struct NfcCardReaderCancellationTests {
    private let sandbox = Sandbox()

    private func apply(_ phone: NfcPhone) -> JourneySession {
        JourneySession(
            kind: .apply, language: .english, backend: sandbox.address(), practice: true, connector: phone.reader
        ) { [sandbox] in sandbox.answer(request: $0) }
    }

    @Test func cancellingATapClosesTheSheet() async {
        let phone = NfcPhone(.english, .nothing, .card(sandbox.card(id: "hanako")!))
        let waiting = Task { try await phone.reader.tap(.lay) }
        await phone.field.waitForPolls(1)
        waiting.cancel()
        _ = await waiting.result
        await phone.settled()
        #expect(phone.field.sheets.map(\.ending) == [.succeeded])
        // The person did not close the sheet, so the next tap reports no problem.
        #expect((try? await phone.reader.tap(.lay)) != nil)
        #expect(phone.field.violations == [])
    }

    @Test func aTapInACancelledTaskOpensNoSheet() async {
        let phone = NfcPhone(.english, .nothing)
        let (begin, proceed) = AsyncStream<Void>.makeStream()
        let waiting = Task {
            for await _ in begin {}
            return try await phone.reader.tap(.lay)
        }
        waiting.cancel()
        proceed.finish()
        _ = await waiting.result
        await phone.settled()
        #expect(phone.field.sheets.isEmpty)
    }

    @Test func aTapCancelledWhileThePreviousSheetClosesOpensNoSheet() async throws {
        let phone = NfcPhone(.english, .card(sandbox.card(id: "hanako")!))
        _ = try await phone.reader.tap(.lay)
        phone.reader.end(.succeeded("x"))
        let waiting = Task { try await phone.reader.tap(.lay) }
        waiting.cancel()
        _ = await waiting.result
        await phone.settled()
        #expect(phone.field.sheets.count <= 2)
        #expect(phone.field.sheets.allSatisfy { $0.ending != nil })
    }

    @Test func stoppingWhilePollingClosesTheSheet() async {
        let phone = NfcPhone(.english, .nothing)
        let session = apply(phone)
        async let played = session.run(with: Applicant(sandbox, "hanako"))
        await phone.field.waitForPolls(1)
        session.stop()
        #expect(await played.end.step.outcome == .stopped(submission: .notSent))
        await phone.settled()
        #expect(phone.field.sheets.count == 1)
        #expect(phone.field.sheets[0].ending != nil)
    }

    @Test(arguments: 1...5)
    func stoppingAtAnyCommandWaitsForItsReplyAndClosesTheSheet(nth: Int) async {
        let card = sandbox.card(id: "hanako")!
        let stopping = SharedValue<(sent: Int, session: JourneySession?)>((0, nil))
        let tag = SimulatedTag(
            powerOff: { card.powerOff() },
            exchange: { command in
                let stop = stopping.change {
                    $0.sent += 1
                    return $0.sent == nth ? $0.session : nil
                }
                stop?.stop()
                return card.transmit(command: Secret(command))?.bytes
            })
        let phone = NfcPhone(.english, .nothing)
        let session = apply(phone)
        stopping.change { $0.session = session }
        async let played = session.run(with: Applicant(sandbox, "hanako"))
        await phone.field.waitForPolls(1)
        phone.field.simulate(.tags([tag]))
        #expect(await played.end.step.outcome == .stopped(submission: .notSent))
        stopping.change { $0.session = nil }
        await phone.settled()
        #expect(phone.field.commandCount == nth)
        #expect(phone.field.sheets.count == 1)
        #expect(phone.field.sheets[0].ending != nil)
        #expect(phone.field.violations == [])
    }

    /// Runs one journey and releases everything except the field.
    private func remembered(_ scenes: [SimulatedNFCField.PollResult], stopping: Bool = false) async -> (
        SimulatedNFCField, Weak<NfcCardReader>
    ) {
        let phone = NfcPhone(.english)
        phone.field.pollResults = scenes
        let session = apply(phone)
        async let played = session.run(with: Applicant(sandbox, "hanako"))
        if stopping {
            await phone.field.waitForPolls(1)
            session.stop()
        }
        _ = await played
        await phone.settled()
        return (phone.field, Weak(phone.reader))
    }

    @Test(arguments: [false, true])
    func readerAndSessionAreReleasedAfterTheJourney(stopping: Bool) async {
        let scenes: [SimulatedNFCField.PollResult] = stopping ? [.nothing] : [.card(sandbox.card(id: "hanako")!)]
        let (field, reader) = await remembered(scenes, stopping: stopping)
        #expect(field.sheets.count == 1)
        #expect(reader.value == nil)
        #expect(field.latestSession == nil)
    }

    @Test(arguments: 1...5, [false, true])
    func anApplicationSucceedsAfterTheSheetIsClosedAtAnyCommand(nth: Int, executed: Bool) async {
        let card = sandbox.card(id: "hanako")!
        let phone = NfcPhone(.english, .card(card, selected: false))
        let closed = NFCReaderError(.readerSessionInvalidationErrorUserCanceled)
        phone.field.commandFaults = [nth: .sessionEnds(closed, executed: executed, completion: .afterDelegate)]
        let (end, scanProblems) = await apply(phone).run(with: Applicant(sandbox, "hanako"))
        #expect(end.step.outcome.isApplied)
        // The last command is the signature: the password is typed again before the next tap.
        #expect(scanProblems == (nth < 5 ? [.closed] : []))
        #expect(card.tries() == 3)
        #expect(phone.field.violations == [])
    }

    @Test(arguments: [
        (NFCReaderError.Code.readerSessionInvalidationErrorSessionTimeout, ScanProblem.timedOut),
        (.readerSessionInvalidationErrorSystemIsBusy, .busy),
        (.readerSessionInvalidationErrorUserCanceled, .closed),
    ])
    func anApplicationSucceedsAfterScanProblems(code: NFCReaderError.Code, scanProblem: ScanProblem) async {
        let phone = NfcPhone(.english, .ends(code), .ends(code), .card(sandbox.card(id: "hanako")!))
        let (end, scanProblems) = await apply(phone).run(with: Applicant(sandbox, "hanako"))
        #expect(end.step.outcome.isApplied)
        #expect(scanProblems == [scanProblem, scanProblem])
        #expect(phone.field.sheets.count == 3)
    }
}

/// Written only once.
private final class Weak<Value: AnyObject & Sendable>: @unchecked Sendable {
    private(set) weak var value: Value?

    init(_ value: Value) {
        self.value = value
    }
}
