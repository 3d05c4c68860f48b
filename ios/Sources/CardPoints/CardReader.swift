/// The iPhone's NFC as a ``CardSlot``: the system's sheet, with our words in it.
public final class CardReader: CardSlot {
    public init(language: Language) {}
    public func tap(_ words: Words) async throws(Hindrance) -> Reader { throw .unsupported }
    public func transmit(_ command: Secret, stage: Stage, words: Words) async -> Secret? { nil }
    public func end(_ ending: CardEnding) {}
}
