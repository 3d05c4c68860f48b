import CardPoints
import CardPointsSandbox

/// A phone in a person's hand, in a practice world of its own.
public struct Phone: Sendable {
    public let sandbox = Sandbox()

    public init() {}

    public func person(_ id: String) -> Applicant { Applicant(sandbox, id) }

    public func card(_ id: String) -> VirtualCard { sandbox.card(id: id)! }

    public func journey(_ errand: Errand, language: Language = .english) -> Journey {
        Journey(errand: errand, language: language, backend: sandbox.address(), device: .iPhone, practice: true)
    }

    public func conversation(
        _ errand: Errand, _ slot: any CardSlot, send: (@Sendable (Request) async -> Event)? = nil
    ) -> Conversation {
        conversation(journey(errand), slot, send: send)
    }

    public func conversation(
        _ journey: any JourneyProtocol, _ slot: any CardSlot, send: (@Sendable (Request) async -> Event)? = nil
    ) -> Conversation {
        let sandbox = sandbox
        return Conversation(journey: journey, slot: slot, send: send ?? { sandbox.answer(request: $0) })
    }

    /// Plays to the outcome. Who has laid the card on six times closes the sheet and stops.
    public func play(_ errand: Errand, _ person: Applicant, _ card: VirtualCard, largest: Int32 = 65_279) async
        -> Outcome?
    {
        let taps = Shared(0)
        let slot = RecordingSlot(VirtualSlot(card, largest: largest)) { call in
            call == .tap
                && taps.change {
                    $0 += 1
                    return $0
                } > 6 ? .closed : nil
        }
        return await play(conversation(errand, slot), person)
    }

    /// Plays that conversation to the outcome; `nil`: it goes round in circles.
    public func play(_ conversation: Conversation, _ person: Applicant) async -> Outcome? {
        async let last = conversation.play()
        await person.talk(in: conversation)
        return await last.step.outcome
    }
}

extension Applicant {
    /// Answers until the outcome, unless `silent`. Whom something hinders, or who was asked sixty questions, stops.
    public func talk(in conversation: Conversation, silent: @Sendable (Moment) -> Bool = { _ in false }) async {
        for await moment in conversation.moments where !silent(moment) {
            switch moment.step {
            case .ask(let question):
                conversation.tell(asked.count < 60 ? answer(question) : .stopped, at: moment)
            case .tap where moment.hindrance != nil:
                conversation.tell(.stopped, at: moment)
            case .tap, .transmit, .send, .done: break
            }
        }
    }
}

extension Step {
    /// `nil`: it is not the last one.
    public var outcome: Outcome? {
        if case .done(let outcome, _) = self { outcome } else { nil }
    }

    /// The question, if it is one.
    public var question: Question? {
        if case .ask(let question) = self { question } else { nil }
    }

    /// Its kind, without contents.
    public var kind: String {
        switch self {
        case .ask: "ask"
        case .tap: "tap"
        case .transmit: "transmit"
        case .send: "send"
        case .done: "done"
        }
    }
}

extension Outcome? {
    /// It is a receipt.
    public var isApplied: Bool {
        if case .applied? = self { true } else { false }
    }
}
