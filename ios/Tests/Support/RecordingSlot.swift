import CardPoints

/// Another slot, with a record of what it was asked for.
public final class RecordingSlot: CardSlot {
    public enum Call: Sendable, Equatable {
        case tap
        case transmit(Stage)
        case end(CardEnding)
    }

    private let slot: any CardSlot
    private let before: @Sendable (Call) async -> Hindrance?
    private let record = Shared<(calls: [Call], commands: [Secret], open: Bool)>(([], [], false))

    /// - Parameter before: What happens before each tap and each command. A hindrance is thrown by `tap`; it lets a command be
    ///   lost before it comes to the card.
    public init(_ slot: any CardSlot, before: @escaping @Sendable (Call) async -> Hindrance? = { _ in nil }) {
        self.slot = slot
        self.before = before
    }

    /// What it was asked for, in order.
    public var calls: [Call] { record.value.calls }

    /// Every command that it was handed, as the conversation has left it.
    public var commands: [Secret] { record.value.commands }

    /// A card's session was begun and has not been ended.
    public var isOpen: Bool { record.value.open }

    public func tap(_ words: Words) async throws(Hindrance) -> Reader {
        record.change { $0.calls.append(.tap) }
        if let hindrance = await before(.tap) { throw hindrance }
        let reader = try await slot.tap(words)
        record.change { $0.open = true }
        return reader
    }

    public func transmit(_ command: Secret, stage: Stage, words: Words) async -> Secret? {
        record.change {
            $0.calls.append(.transmit(stage))
            $0.commands.append(command)
        }
        if await before(.transmit(stage)) != nil { return nil }
        return await slot.transmit(command, stage: stage, words: words)
    }

    public func end(_ ending: CardEnding) {
        record.change {
            $0.calls.append(.end(ending))
            $0.open = false
        }
        slot.end(ending)
    }
}
