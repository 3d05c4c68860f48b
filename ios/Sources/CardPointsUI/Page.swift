import CardPoints

/// What each kind of step shows.
struct Page {
    private(set) var back: Press?
    private(set) var parts: [Part] = []
    private(set) var pins = false
    private(set) var announcement: String?
    private(set) var paper: String?

    /// A question.
    init(_ question: Question, _ labels: Labels) {
        back = question.back.map { Press($0, .link, .tell(.back)) }
        if !question.progress.isEmpty { parts.append(.progress(question.progress)) }
        if let problems = Problems(question, labels) { parts.append(.problems(problems)) }
        say(question.words)
        let form = FormPart(question, labels)
        // Whoever types the password wants the field and the keypad on one screen.
        let later = if case .password = form { true } else { false }
        if !later { list(question.words.lines) }
        if let form { parts.append(.form(form)) }
        parts.append(.press(Press(question.go, .main, .answer)))
        pins = form?.pins ?? false
        if later { list(question.words.lines) }
        if case .agree(let instead) = question.form { parts.append(.press(Press(instead, .second, .tell(.stopped)))) }
        for action in question.actions {
            parts.append(.press(Press(action.label, .link, .tell(.change(about: action.about)))))
        }
        if question.stops { stop(labels) }
        code(question.words, labels)
    }

    /// A card is asked for.
    init(tap words: Words, _ labels: Labels) {
        back = Press(labels.back, .link, .tell(.back))
        say(words)
        parts.append(.picture("\(labels.layHere) \(labels.layEdge)"))
        list(words.lines)
        stop(labels)
        code(words, labels)
    }

    /// No card is waited for, and why; then, where another try can end otherwise, what the card is wanted for.
    init(_ hindrance: Hindrance, _ words: Words, _ labels: Labels, _ language: Language) {
        back = Press(labels.back, .link, .tell(.back))
        let why = hindrance.words(labels, language)
        say(why)
        list(why.lines)
        if hindrance.passes {
            parts.append(.press(Press(labels.scanAgain, .main, .again)))
            parts.append(.subheading(words.title))
            parts += words.text.map(Part.text)
            parts.append(.picture("\(labels.layHere) \(labels.layEdge)"))
            list(words.lines)
        }
        stop(labels)
        code(hindrance.passes ? words : why, labels)
    }

    /// The card lies there. The same screen for all its commands.
    init(still words: Words, _ stage: Stage, signs: Bool, _ labels: Labels) {
        parts.append(.heading(words.title))
        let doing = words.text.joined(separator: "\n")
        parts.append(.doing(doing))
        announcement = doing
        parts.append(.stages(StageRow.all(at: stage, signs: signs, labels)))
        list(words.lines)
        stop(labels)
        code(words, labels)
    }

    /// The backend is asked.
    init(waiting words: Words, _ labels: Labels) {
        say(words)
        list(words.lines)
        parts.append(.waiting(labels.waiting))
        stop(labels)
        code(words, labels)
    }

    /// The outcome.
    init(_ outcome: Outcome, _ words: Words, _ labels: Labels) {
        if outcome.isReceipt { parts.append(.tick) }
        say(words)
        list(words.lines)
        parts.append(.press(Press(labels.home, .main, .leave)))
        if outcome.isReceipt {
            parts.append(.press(Press(labels.print, .second, .print)))
            paper = words.onPaper
        }
        code(words, labels)
    }

    private mutating func say(_ words: Words) {
        parts.append(.heading(words.title))
        parts += words.text.map(Part.text)
    }

    /// Facts, each under its label; one without a label is the heading of what follows.
    private mutating func list(_ lines: [Line]) {
        parts += lines.map { $0.label.isEmpty ? .subheading($0.value) : .fact($0) }
    }

    private mutating func stop(_ labels: Labels) {
        parts.append(.press(Press(labels.stop, .link, .tell(.stopped))))
    }

    private mutating func code(_ words: Words, _ labels: Labels) {
        if let code = words.code { parts.append(.code("\(labels.code) \(code)")) }
    }
}

extension FormPart {
    /// `nil`: the main button alone answers.
    fileprivate init?(_ question: Question, _ labels: Labels) {
        switch question.form {
        case .choose(let choices, _, let most, let search, let filters):
            self = .choices(
                ChoiceList(choices, most: most, search: search, filters: filters, labels: labels))
        case .fill(let fields): self = .fields(fields.map { FieldPart($0, labels) })
        case .check(let rows, let warning): self = .summary(rows.map(SummaryRow.init), warning: warning)
        case .password(let digits, _):
            self = .password(label: question.words.title, digits: Int(digits), show: labels.show)
        case .agree: return nil
        }
    }

    /// Too long, or too near to the keyboard, for the main button to stay in reach by itself.
    fileprivate var pins: Bool {
        switch self {
        case .choices(let list): list.search != nil
        case .fields, .password: true
        case .summary: false
        }
    }
}

extension Question {
    /// Where the question itself offers no way to stop, and there is something to stop.
    fileprivate var stops: Bool {
        if case .agree = form { false } else { about != .home }
    }
}

extension Outcome {
    /// Something stands now that did not before, and a person may want it on paper.
    var isReceipt: Bool {
        switch self {
        case .applied, .preregistered: true
        case .standing, .card, .read, .stopped, .ended, .broken: false
        }
    }
}

extension Words {
    /// As it stands on the screen, without what is for the help desk alone.
    var onPaper: String {
        let facts = lines.map { $0.label.isEmpty ? "\n\($0.value)" : "\($0.label)\n\($0.value)" }
        return ([practice, title].compactMap { $0 } + text + facts).joined(separator: "\n\n")
    }
}
