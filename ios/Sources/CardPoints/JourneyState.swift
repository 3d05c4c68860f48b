/// One state of a journey: what to show now.
public struct JourneyState: Sendable, Equatable, Identifiable {
    /// Counts the states from 1. Two states with equal contents differ by it: a question that is asked again is a new state.
    public let id: Int
    /// What the journey needs next. The command of a `transmit` is wiped as soon as the card has it.
    public let step: Step
    /// At a `tap`: why no card is waited for until the person wants to scan again.
    public let scanProblem: ScanProblem?

    /// The words of its step.
    public var text: ScreenText { step.text }
}

extension Step {
    /// The words that a person sees at this step.
    public var text: ScreenText {
        switch self {
        case .ask(let question): question.text
        case .tap(_, _, _, let text), .transmit(_, _, let text), .send(_, _, let text), .done(_, let text): text
        }
    }
}
