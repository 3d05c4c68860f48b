import CardPoints

/// A field of a form, without the text that is being typed into it.
struct FormField: Sendable, Hashable, Identifiable {
    let id: String
    let label: String
    /// "Required" or "Optional".
    let requirement: String
    let isRequired: Bool
    let hint: String
    /// An example with a word before it; may be empty.
    let example: String
    let problem: String?
    let keyboard: Keyboard
    let isSecret: Bool
    let maxLength: Int
    /// The label of the button that shows a secret while it is held.
    let showLabel: String
    /// The value that was sent before, unless it is secret.
    let value: String

    init(_ field: InputField, _ labels: Labels) {
        id = field.id
        label = field.label
        requirement = field.required ? labels.required : labels.optional
        isRequired = field.required
        hint = field.hint
        example = field.example.isEmpty ? "" : "\(labels.example) \(field.example)"
        problem = field.problem
        keyboard = field.keyboard
        isSecret = field.secret
        maxLength = Int(field.maxLength)
        showLabel = labels.show
        value = field.secret ? "" : String(decoding: field.value.bytes, as: UTF8.self)
    }

    var accessibilityLabel: String {
        [label, requirement, problem].compactMap { $0 }.joined(separator: ", ")
    }

    /// The part of typed text that the field accepts.
    func sanitized(_ text: String) -> String {
        String(text.sanitized(for: keyboard).prefix(maxLength))
    }
}

extension String {
    /// The characters that `keyboard` can type; full-width digits and letters become half-width.
    fileprivate func sanitized(for keyboard: Keyboard) -> String {
        switch keyboard {
        case .digits: digits
        case .latin: precomposedStringWithCompatibilityMapping
        case .text: self
        }
    }

    /// The digits in the text, made half-width.
    var digits: String {
        precomposedStringWithCompatibilityMapping.filter { $0.isASCII && $0.isNumber }
    }
}
