import CardPoints

/// A field to fill in, without what is typed into it.
struct FieldPart: Sendable, Hashable, Identifiable {
    let id: String
    let label: String
    /// "Required" or "Optional".
    let mark: String
    let required: Bool
    let hint: String
    /// An example with the word before it; may be empty.
    let example: String
    let problem: String?
    let keyboard: Keyboard
    let secret: Bool
    let most: Int
    /// Shows a secret while it is held.
    let show: String
    /// What was typed before, unless it is secret.
    let value: String

    init(_ field: Field, _ labels: Labels) {
        id = field.id
        label = field.label
        mark = field.required ? labels.required : labels.optional
        required = field.required
        hint = field.hint
        example = field.example.isEmpty ? "" : "\(labels.example) \(field.example)"
        problem = field.problem
        keyboard = field.keyboard
        secret = field.secret
        most = Int(field.most)
        show = labels.show
        value = field.secret ? "" : String(decoding: field.value.bytes, as: UTF8.self)
    }

    /// What VoiceOver calls it.
    var spoken: String {
        [label, mark, problem].compactMap { $0 }.joined(separator: ", ")
    }

    /// What may stand in it of what was typed.
    func fitting(_ typed: String) -> String {
        String(typed.fitting(keyboard).prefix(most))
    }
}

extension String {
    /// What of it the keys of `keyboard` can have typed; full-width digits and letters become narrow ones.
    fileprivate func fitting(_ keyboard: Keyboard) -> String {
        switch keyboard {
        case .digits: digits
        case .latin: precomposedStringWithCompatibilityMapping
        case .text: self
        }
    }

    /// Its digits alone, of whatever width.
    var digits: String {
        precomposedStringWithCompatibilityMapping.filter { $0.isASCII && $0.isNumber }
    }
}
