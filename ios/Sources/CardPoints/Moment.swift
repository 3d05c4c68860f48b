/// One moment of a conversation: what to show now.
public struct Moment: Sendable, Equatable, Identifiable {
    /// It is the nth one. Two moments with equal contents are still two: a question that comes again after a failure is new.
    public let id: Int
    /// What the journey needs next. A `transmit` loses its command as soon as the card has it.
    public let step: Step
    /// At a `tap`: why no card is waited for, until the person wants to try again.
    public let hindrance: Hindrance?

    /// The words of its step.
    public var words: Words { step.words }
}

extension Step {
    /// The words that a person sees at this step.
    public var words: Words {
        switch self {
        case .ask(let question): question.words
        case .tap(_, let words), .transmit(_, _, let words), .send(_, let words), .done(_, let words): words
        }
    }
}
