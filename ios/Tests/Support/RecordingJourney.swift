import CardPoints

/// Another journey, with its history: a listener may miss a moment, this misses none.
public final class RecordingJourney: JourneyProtocol {
    private let journey: any JourneyProtocol
    private let history = Shared<(events: [Event], steps: [Step])>(([], []))

    public init(_ journey: any JourneyProtocol) {
        self.journey = journey
    }

    /// Every event that came, as the conversation has left it.
    public var events: [Event] { history.value.events }

    /// Every step that it gave, as the conversation has left it.
    public var steps: [Step] { history.value.steps }

    public func next(event: Event) -> Step {
        let step = journey.next(event: event)
        history.change {
            $0.events.append(event)
            $0.steps.append(step)
        }
        return step
    }

    public func transcript() -> [Exchange] { journey.transcript() }
}

extension Event {
    /// Every secret in it.
    public var secrets: [Secret] {
        switch self {
        case .answered(.filled(let entries)): entries.map(\.value)
        case .answered(.password(let password)): [password]
        case .replied(let secret), .received(_, _, let secret): [secret]
        case .answered, .started, .back, .change, .speak, .stopped, .arrived, .lost, .unreachable: []
        }
    }
}

extension Step {
    /// What it wants sent.
    public var secrets: [Secret] {
        switch self {
        case .transmit(let command, _, _): [command]
        case .send(let request, _): [request.body]
        case .ask, .tap, .done: []
        }
    }
}

extension Secret {
    /// It holds nothing but zeros.
    public var isWiped: Bool { bytes.allSatisfy { $0 == 0 } }
}

extension [Secret] {
    public var areWiped: Bool { allSatisfy { $0.isWiped } }
}
