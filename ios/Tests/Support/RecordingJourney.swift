import CardPoints

/// Wraps a journey and records it: a reader of states may miss one, this misses none.
public final class RecordingJourney: JourneyProtocol {
    private let journey: any JourneyProtocol
    private let record = SharedValue<(events: [Event], steps: [Step])>(([], []))

    public init(_ journey: any JourneyProtocol) {
        self.journey = journey
    }

    /// Every event that came, as the runner has left it.
    public var events: [Event] { record.value.events }

    /// Every step that it returned, as the runner has left it.
    public var steps: [Step] { record.value.steps }

    public func next(event: Event) -> Step {
        let step = journey.next(event: event)
        record.change {
            $0.events.append(event)
            $0.steps.append(step)
        }
        return step
    }

    public func transcript() -> [TranscriptEntry] { journey.transcript() }
}

extension Event {
    /// Every secret in the event.
    public var secrets: [Secret] {
        switch self {
        case .answered(.filled(let values)): values.map(\.value)
        case .answered(.password(let password)): [password]
        case .replied(let secret), .received(_, _, let secret): [secret]
        case .answered, .started, .back, .change, .setLanguage, .stopped, .arrived, .lost, .unreachable: []
        }
    }
}

extension Step {
    /// The secrets that it sends.
    public var secrets: [Secret] {
        switch self {
        case .transmit(let command, _, _): [command]
        case .send(let request, _, _): [request.body]
        case .ask, .tap, .done: []
        }
    }
}

extension Secret {
    /// All bytes are zero.
    public var isWiped: Bool { bytes.allSatisfy { $0 == 0 } }
}

extension [Secret] {
    public var areWiped: Bool { allSatisfy { $0.isWiped } }
}
