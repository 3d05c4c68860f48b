import CardPoints

/// The problems of the previous answer, shown at the top of the screen with links to the fields.
struct ProblemSummary: Sendable, Equatable {
    /// The heading, when there are problems of single fields.
    let heading: String?
    let problems: [AnswerProblem]
    /// All of it, as VoiceOver reads it.
    let accessibilityLabel: String

    /// `nil`: there is no problem.
    init?(_ problems: [AnswerProblem], _ labels: Labels) {
        if problems.isEmpty { return nil }
        heading = problems.contains { $0.field != nil } ? labels.problems : nil
        self.problems = problems
        accessibilityLabel = ([labels.problemTitle] + problems.map(\.summary)).joined(separator: " ")
    }
}
