import CardPoints
import CardPointsSandbox
import CoreNFC
import Foundation

/// An iPhone whose NFC a test plays on, with the ``CardReader`` of one app.
public final class NfcPhone: Sendable {
    public let field = NFCField()
    public let reader: CardReader
    private let queue = DispatchQueue(label: "NfcPhone")

    /// - Parameter scenes: What the reader meets, in order; see `NFCField.scenes`.
    public init(_ language: Language = .english, _ scenes: NFCField.Scene...) {
        field.belongs(to: queue)
        field.available = true
        field.scenes = scenes
        reader = CardReader(language: language, queue: queue, pause: .milliseconds(0))
    }

    /// Everything that was asked of the reader so far has been done, and what the system said to it has been heard.
    public func settled() async {
        for _ in 1...2 {
            await withCheckedContinuation { done in queue.async { done.resume() } }
        }
    }
}

extension NFCFieldTag {
    /// A virtual card as iOS finds it; `selected`: the JPKI application has been selected already.
    public convenience init(_ card: VirtualCard, selected: Bool = true, connectErrors: [any Error] = []) {
        self.init(
            selecting: selected ? "D392F000260100000001" : "", connectErrors: connectErrors, off: { card.powerOff() },
            card: { card.transmit(command: Secret($0))?.bytes })
    }

    /// A transit card.
    public static var transit: NFCFieldTag { NFCFieldTag(.miFare) }
}

extension NFCField.Scene {
    /// That card alone.
    public static func card(_ card: VirtualCard, selected: Bool = true) -> NFCField.Scene {
        .tags([NFCFieldTag(card, selected: selected)])
    }

    /// Nothing lies there.
    public static var nothing: NFCField.Scene { .tags([]) }

    /// The session ends with that code.
    public static func ends(_ code: NFCReaderError.Code) -> NFCField.Scene { .ends(NFCReaderError(code)) }
}

extension Session {
    /// Plays it with `person`, who tries again after every hindrance; gives the last moment, and the hindrances.
    public func played(by person: Applicant) async -> (end: Moment, hindrances: [Hindrance]) {
        var hindrances: [Hindrance] = []
        for await moment in moments {
            if let hindrance = moment.hindrance {
                hindrances.append(hindrance)
                again(at: moment)
            } else if case .ask(let question) = moment.step {
                tell(person.answer(question), at: moment)
            }
        }
        return (await outcome(), hindrances)
    }
}
