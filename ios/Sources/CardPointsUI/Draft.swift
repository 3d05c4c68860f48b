import CardPoints

/// What is chosen and typed on one screen, until it is the answer. Nothing of it outlives the screen.
struct Draft: Sendable, Equatable {
    var chosen: Set<String> = []
    /// By field.
    private var open: [String: String] = [:]
    private var secrets: [String: Typed] = [:]

    private let form: FormPart?

    /// The draft of what `screen` asks; it begins with what the journey knows.
    init(_ screen: Screen) {
        form = screen.parts.lazy.compactMap { if case .form(let form) = $0 { form } else { nil } }.first
        switch form {
        case .choices(let list): chosen = list.chosen
        case .fields(let fields):
            for field in fields where !field.secret { open[field.id] = field.value }
        case .password, .summary, nil: break
        }
    }

    /// What stands in a field; what can't stand in it is left out.
    subscript(field: FieldPart) -> String {
        get { field.secret ? secrets[field.id]?.text ?? "" : open[field.id] ?? "" }
        set {
            let text = field.fitting(newValue)
            if field.secret { secrets[field.id, default: Typed()].text = text } else { open[field.id] = text }
        }
    }

    /// The password, as far as it is typed: so many digits at most.
    subscript(password digits: Int) -> String {
        get { secrets[Self.password]?.text ?? "" }
        set { secrets[Self.password, default: Typed()].text = String(newValue.digits.prefix(digits)) }
    }

    /// The answer. Secrets move out of the draft.
    mutating func answer() -> Answer {
        defer { clear() }
        return switch form {
        case .choices(let list): list.answer(chosen)
        case .fields(let fields): .filled(entries: fields.map { Entry(field: $0.id, value: Secret(self[$0])) })
        case .password: .password(password: Secret(secrets[Self.password]?.text ?? ""))
        case .summary, nil: .agreed
        }
    }

    /// Forgets every secret.
    mutating func clear() {
        secrets = [:]
    }

    private static let password = "password"
}
