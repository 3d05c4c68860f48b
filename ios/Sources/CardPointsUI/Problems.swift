import CardPoints

/// What is wrong with the answer before: on top of the screen, with links to the fields.
struct Problems: Sendable, Equatable {
    /// What is wrong with one field, and which.
    struct Slip: Sendable, Equatable {
        let field: String
        let text: String
    }

    /// The heading, where single fields are wrong.
    let heading: String?
    /// What concerns the whole question.
    let whole: String?
    let slips: [Slip]
    /// All of it, as VoiceOver reads it.
    let spoken: String

    /// `nil`: nothing is wrong.
    init?(_ question: Question, _ labels: Labels) {
        slips = question.fields.compactMap { field in
            field.problem.map { Slip(field: field.id, text: "\(field.label): \($0)") }
        }
        // What concerns a field stands at the field, with its label.
        let atField = slips.contains { $0.field == question.problem?.field }
        whole = atField ? nil : question.problem?.text
        guard whole != nil || !slips.isEmpty else { return nil }
        heading = slips.isEmpty ? nil : labels.problems
        spoken = ([labels.problemTitle, whole].compactMap { $0 } + slips.map(\.text)).joined(separator: " ")
    }
}

extension Question {
    var fields: [Field] {
        if case .fill(let fields) = form { fields } else { [] }
    }
}
