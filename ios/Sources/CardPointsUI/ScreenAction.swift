import CardPoints

/// A button or link on a screen.
struct ScreenAction: Sendable, Equatable {
    enum Emphasis: Sendable, Equatable {
        /// The main action of the screen.
        case primary
        /// An alternative to the main action.
        case secondary
        /// Any other action.
        case link
    }

    enum Effect: Sendable, Equatable {
        /// Sends an event to the journey.
        case send(Event)
        /// Answers the question with what is selected or typed.
        case submit
        /// Waits for a card again.
        case scanAgain
        /// Prints or shares the outcome.
        case share
        /// Leaves the outcome.
        case close
    }

    let label: String
    let emphasis: Emphasis
    let effect: Effect
    /// What VoiceOver reads, where the label alone is ambiguous.
    let accessibilityLabel: String

    init(_ label: String, _ emphasis: Emphasis, _ effect: Effect, accessibilityLabel: String? = nil) {
        self.label = label
        self.emphasis = emphasis
        self.effect = effect
        self.accessibilityLabel = accessibilityLabel ?? label
    }
}

extension SummaryRow {
    /// Leads to the question of this row; `nil`: its answer can't be changed.
    var changeAction: ScreenAction? {
        change.map {
            ScreenAction($0, .link, .send(.change(about: about)), accessibilityLabel: "\($0): \(label)")
        }
    }
}
