import CardPoints
import CardPointsSandbox

/// Drives a journey directly, without a runner, with the sandbox's card and backend, and records it. For one task at a time.
public final class JourneyDriver: @unchecked Sendable {
    public let journey: Journey
    public let sandbox: Sandbox
    public let person: Applicant
    public let card: VirtualCard
    /// Every step so far.
    public private(set) var steps: [Step] = []
    /// Every event so far.
    public private(set) var events: [Event] = []

    /// More steps than any journey has.
    private static let maxSteps = 200

    public init(
        _ kind: JourneyKind = .apply, _ personID: String = "hanako", phone: SandboxPhone = SandboxPhone(),
        language: Language = .english
    ) {
        sandbox = phone.sandbox
        journey = phone.journey(kind, language: language)
        person = phone.person(personID)
        card = phone.card(personID)
    }

    @discardableResult
    public func next(_ event: Event) -> Step {
        events.append(event)
        let step = journey.next(event: event)
        switch step {
        case .tap, .transmit: break
        case .ask, .send, .done: card.powerOff()
        }
        steps.append(step)
        return step
    }

    /// The event at a step when nothing goes wrong.
    public func usualEvent(_ step: Step) -> Event {
        switch step {
        case .ask(let question): person.answer(question)
        case .tap: .arrived(reader: ReaderCapabilities(maxCommandBytes: 65_544, applicationSelected: false))
        case .transmit(let command, _, _): card.transmit(command: command).map(Event.replied) ?? .lost
        case .send(let request, _, _): sandbox.answer(request: request)
        case .done: .started
        }
    }

    /// Runs to the first step that meets the condition; `nil`: there is none.
    @discardableResult
    public func run(until condition: (Step) -> Bool) -> Step? {
        var step = steps.last ?? next(.started)
        for _ in 0..<Self.maxSteps {
            if condition(step) { return step }
            if step.outcome != nil { return nil }
            step = next(usualEvent(step))
        }
        return nil
    }

    /// Runs to the step with that index.
    @discardableResult
    public func run(toStep index: Int) -> Step? { run { _ in steps.count > index } }

    /// Runs to the question about that topic.
    @discardableResult
    public func run(toQuestion topic: Topic) -> Question? { run { $0.question?.about == topic }?.question }

    /// Runs to the outcome.
    @discardableResult
    public func runToEnd() -> Outcome? { run { $0.outcome != nil }?.outcome }
}
