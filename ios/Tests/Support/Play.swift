import CardPoints
import CardPointsSandbox

/// A journey without a shell around it, with the sandbox's card and backend, and with its history. For one task at a time.
public final class Play: @unchecked Sendable {
    public let journey: Journey
    public let sandbox: Sandbox
    public let person: Applicant
    public let card: VirtualCard
    /// Every step so far, and every event that was handed in.
    public private(set) var steps: [Step] = []
    public private(set) var events: [Event] = []

    public init(
        _ errand: Errand = .apply, _ who: String = "hanako", in phone: Phone = Phone(), language: Language = .english
    ) {
        sandbox = phone.sandbox
        journey = phone.journey(errand, language: language)
        person = phone.person(who)
        card = phone.card(who)
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

    /// What happens at that step if nothing goes wrong.
    public func usual(_ step: Step) -> Event {
        switch step {
        case .ask(let question): person.answer(question)
        case .tap: .arrived(reader: Reader(largest: 65_544, selected: false))
        case .transmit(let command, _, _): card.transmit(command: command).map(Event.replied) ?? .lost
        case .send(let request, _): sandbox.answer(request: request)
        case .done: .started
        }
    }

    /// Plays to the first step that `there` is; `nil`: it never comes there.
    @discardableResult
    public func until(_ there: (Step) -> Bool) -> Step? {
        var step = steps.last ?? next(.started)
        for _ in 0..<200 {
            if there(step) { return step }
            if step.outcome != nil { return nil }
            step = next(usual(step))
        }
        return nil
    }

    /// Plays to the nth step, counted from 0.
    @discardableResult
    public func at(_ nth: Int) -> Step? { until { _ in steps.count > nth } }

    /// Plays to the question about that.
    @discardableResult
    public func asked(_ about: Topic) -> Question? { until { $0.question?.about == about }?.question }

    /// Plays to the outcome.
    @discardableResult
    public func through() -> Outcome? { until { $0.outcome != nil }?.outcome }
}
