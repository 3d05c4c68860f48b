import CardPoints

/// Wraps a connector and records its calls.
public final class RecordingConnector: CardConnector {
    public enum Call: Sendable, Equatable {
        case tap
        case transmit(CardStage)
        case end(ScanResult)
    }

    private let connector: any CardConnector
    private let before: @Sendable (Call) async -> ScanProblem?
    private let record = SharedValue<(calls: [Call], commands: [Secret], isOpen: Bool)>(([], [], false))

    /// - Parameter before: Called before each tap and each command. A problem makes `tap` throw, or loses the command before the
    ///   card gets it.
    public init(
        _ connector: any CardConnector, before: @escaping @Sendable (Call) async -> ScanProblem? = { _ in nil }
    ) {
        self.connector = connector
        self.before = before
    }

    /// The calls, in order.
    public var calls: [Call] { record.value.calls }

    /// Every command, as the runner has left it.
    public var commands: [Secret] { record.value.commands }

    /// A session with a card was begun and has not been ended.
    public var isOpen: Bool { record.value.isOpen }

    public func tap(_ text: ScreenText) async throws(ScanProblem) -> ReaderCapabilities {
        record.change { $0.calls.append(.tap) }
        if let scanProblem = await before(.tap) { throw scanProblem }
        let reader = try await connector.tap(text)
        record.change { $0.isOpen = true }
        return reader
    }

    public func transmit(_ command: Secret, progress: CardProgress, text: ScreenText) async -> Secret? {
        record.change {
            $0.calls.append(.transmit(progress.stage))
            $0.commands.append(command)
        }
        if await before(.transmit(progress.stage)) != nil { return nil }
        return await connector.transmit(command, progress: progress, text: text)
    }

    public func end(_ result: ScanResult) {
        record.change {
            $0.calls.append(.end(result))
            $0.isOpen = false
        }
        connector.end(result)
    }
}
