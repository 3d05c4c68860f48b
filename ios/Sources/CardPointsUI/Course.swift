import CardPoints

/// What is to be felt.
enum Touch: Sendable, Equatable {
    /// What the card was laid on for is done.
    case done
    /// The card was lost, or what it was laid on for did not succeed.
    case lost
}

/// What a screen needs to know of the moments before its own.
struct Course: Sendable, Equatable {
    /// A password was asked for: the card will check it and sign.
    private(set) var signs = false
    /// What the person should feel now.
    private(set) var touch: Touch?
    /// The moment with which the screen that is open began.
    private(set) var began = 0

    private var newest: Moment?
    private var spoken: Language?

    /// Follows the journey to `moment`, whose words are in that language; false: it is there already.
    mutating func follow(to moment: Moment, in language: Language) -> Bool {
        guard moment.id != newest?.id else { return false }
        let before = newest?.step
        let turned = spoken != nil && spoken != language
        newest = moment
        spoken = language
        signs = Self.signs(moment.step) ?? signs
        touch = Self.touch(from: before, to: moment.step)
        // One screen for all commands, so that nothing jumps under a person's eyes.
        if case .transmit = before, case .transmit = moment.step { return true }
        // The same question in another language: what is typed and chosen stays.
        if turned, case .ask(let then) = before, case .ask(let now) = moment.step, then.about == now.about {
            return true
        }
        began = moment.id
        return true
    }

    private static func signs(_ step: Step) -> Bool? {
        switch step {
        case .ask(let question):
            if case .password = question.form { true } else { nil }
        case .transmit(_, .password, _), .transmit(_, .signing, _): true
        case .done: false
        case .transmit, .tap, .send: nil
        }
    }

    private static func touch(from before: Step?, to step: Step) -> Touch? {
        switch (before, step) {
        case (.transmit, .transmit), (.tap, .tap): nil
        case (.transmit, .tap): .lost
        case (.transmit, .ask(let question)): question.problem == nil ? .done : .lost
        // A card can be so quick that nobody saw its commands; but whoever goes back or stops feels nothing.
        case (.tap, .ask(let question)): question.problem == nil ? nil : .lost
        case (.transmit, .done(.stopped, _)), (.tap, .done(.stopped, _)): nil
        case (.transmit, .done(.ended, _)), (.transmit, .done(.broken, _)): .lost
        case (.tap, .done(.ended, _)), (.tap, .done(.broken, _)): .lost
        case (.transmit, .send), (.transmit, .done), (.tap, .send), (.tap, .done): .done
        default: nil
        }
    }
}
