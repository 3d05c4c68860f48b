import CardPoints

/// Something to press.
struct Press: Sendable, Equatable {
    /// How it stands among others.
    enum Rank: Sendable, Equatable {
        /// The one that says what happens.
        case main
        /// Another way, of the same rank.
        case second
        /// Anything else.
        case link
    }

    /// What it does.
    enum Deed: Sendable, Equatable {
        /// Tells the journey.
        case tell(Event)
        /// Answers with what was chosen or typed.
        case answer
        /// Waits for a card again.
        case again
        /// Prints or saves the outcome.
        case print
        /// Leaves the outcome.
        case leave
    }

    let label: String
    let rank: Rank
    let deed: Deed
    /// What VoiceOver reads, where the label needs what stands beside it.
    let spoken: String

    init(_ label: String, _ rank: Rank, _ deed: Deed, spoken: String? = nil) {
        self.label = label
        self.rank = rank
        self.deed = deed
        self.spoken = spoken ?? label
    }
}
