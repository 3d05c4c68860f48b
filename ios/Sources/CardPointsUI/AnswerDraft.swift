import CardPoints

/// What is selected and typed on one screen before it is sent as an answer. Nothing of it outlives the screen.
struct AnswerDraft: Sendable, Equatable {
    var selection: Set<String> = []
    /// By the field's id.
    private var values: [String: String] = [:]
    private var secrets: [String: TypedSecret] = [:]

    private let form: FormContent?

    /// The draft of the answer on `screen`, which begins with the values that the journey knows.
    init(_ screen: Screen) {
        form = screen.elements.lazy.compactMap { if case .form(let form) = $0 { form } else { nil } }.first
        switch form {
        case .choices(let list): selection = list.selection
        case .fields(let fields):
            for field in fields where !field.isSecret { values[field.id] = field.value }
        case .password, .summary, nil: break
        }
    }

    /// The text in a field, without characters that the field does not accept.
    subscript(field: FormField) -> String {
        get { field.isSecret ? secrets[field.id]?.text ?? "" : values[field.id] ?? "" }
        set {
            let text = field.sanitized(newValue)
            if field.isSecret {
                secrets[field.id, default: TypedSecret()].text = text
            } else {
                values[field.id] = text
            }
        }
    }

    /// The typed password, limited to that number of digits.
    subscript(password digits: Int) -> String {
        get { secrets[Self.passwordKey]?.text ?? "" }
        set { secrets[Self.passwordKey, default: TypedSecret()].text = String(newValue.digits.prefix(digits)) }
    }

    /// Takes the answer out of the draft, which then holds no secrets.
    mutating func takeAnswer() -> Answer {
        defer { clearSecrets() }
        return switch form {
        case .choices(let list): list.answer(selection)
        case .fields(let fields): .filled(values: fields.map { FieldValue(field: $0.id, value: Secret(self[$0])) })
        case .password: .password(password: Secret(secrets[Self.passwordKey]?.text ?? ""))
        case .summary, nil: .confirmed
        }
    }

    /// Removes every secret.
    mutating func clearSecrets() {
        secrets = [:]
    }

    private static let passwordKey = "password"
}
