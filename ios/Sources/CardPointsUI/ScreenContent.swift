import CardPoints

/// The content of a screen, built for each kind of step.
struct ScreenContent {
    private(set) var back: ScreenAction?
    private(set) var elements: [ScreenElement] = []
    private(set) var pinsMainAction = false
    private(set) var announcement: String?
    private(set) var sharedText: String?

    /// A question.
    init(_ question: Question, _ labels: Labels) {
        back = question.back.map { ScreenAction($0, .link, .send(.back)) }
        if !question.progress.isEmpty { elements.append(.progress(question.progress)) }
        if let problems = ProblemSummary(question.problems, labels) { elements.append(.problems(problems)) }
        addHeading(question.text)
        let form = FormContent(question, labels)
        // The password field must be visible together with the keypad, so the facts follow it.
        let factsFollowForm = if case .password = form { true } else { false }
        if !factsFollowForm { addFacts(question.text) }
        if let form { elements.append(.form(form)) }
        elements.append(.action(ScreenAction(question.submit, .primary, .submit)))
        pinsMainAction = form?.pinsMainAction ?? false
        if factsFollowForm { addFacts(question.text) }
        if case .confirm(let alternative) = question.form {
            elements.append(.action(ScreenAction(alternative, .secondary, .send(.stopped))))
        }
        for action in question.actions {
            elements.append(.action(ScreenAction(action.label, .link, .send(.change(about: action.about)))))
        }
        if question.needsStopAction { addStop(labels) }
        addSupportCode(question.text, labels)
    }

    /// A card is asked for.
    init(tap text: ScreenText, _ labels: Labels) {
        back = ScreenAction(labels.back, .link, .send(.back))
        addHeading(text)
        elements.append(.illustration("\(labels.layHere) \(labels.layEdge)"))
        addFacts(text)
        addStop(labels)
        addSupportCode(text, labels)
    }

    /// The scan failed. When another scan can succeed, this also says what the card is needed for.
    init(_ scanProblem: ScanProblem, _ text: ScreenText, _ labels: Labels, _ language: Language) {
        back = ScreenAction(labels.back, .link, .send(.back))
        let problemText = scanProblem.text(labels, language)
        addHeading(problemText)
        addFacts(problemText)
        if scanProblem.canScanAgain {
            elements.append(.action(ScreenAction(labels.scanAgain, .primary, .scanAgain)))
            elements.append(.subheading(text.title))
            elements += text.paragraphs.map(ScreenElement.paragraph)
            elements.append(.illustration("\(labels.layHere) \(labels.layEdge)"))
            addFacts(text)
        }
        addStop(labels)
        addSupportCode(scanProblem.canScanAgain ? text : problemText, labels)
    }

    /// The card is working. One screen for all its commands.
    init(reading text: ScreenText, _ progress: CardProgress, _ labels: Labels) {
        elements.append(.heading(text.title))
        let activity = text.paragraphs.joined(separator: "\n")
        elements.append(.paragraph(activity))
        announcement = activity
        elements.append(.stages(progress.stages))
        addFacts(text)
        addStop(labels)
        addSupportCode(text, labels)
    }

    /// A request to the backend is under way.
    init(sending text: ScreenText, _ labels: Labels) {
        addHeading(text)
        addFacts(text)
        elements.append(.activityIndicator(labels.waiting))
        addStop(labels)
        addSupportCode(text, labels)
    }

    /// The outcome.
    init(_ outcome: Outcome, _ text: ScreenText, _ labels: Labels) {
        if outcome.isReceipt { elements.append(.successIcon) }
        addHeading(text)
        addFacts(text)
        elements.append(.action(ScreenAction(labels.home, .primary, .close)))
        if outcome.isReceipt {
            elements.append(.action(ScreenAction(labels.print, .secondary, .share)))
            sharedText = text.plainText
        }
        addSupportCode(text, labels)
    }

    private mutating func addHeading(_ text: ScreenText) {
        elements.append(.heading(text.title))
        elements += text.paragraphs.map(ScreenElement.paragraph)
    }

    /// Adds the facts; one without a label is the heading of those that follow.
    private mutating func addFacts(_ text: ScreenText) {
        elements += text.facts.map { $0.label.isEmpty ? .subheading($0.value) : .fact($0) }
    }

    private mutating func addStop(_ labels: Labels) {
        elements.append(.action(ScreenAction(labels.stop, .link, .send(.stopped))))
    }

    private mutating func addSupportCode(_ text: ScreenText, _ labels: Labels) {
        if let code = text.supportCode { elements.append(.supportCode("\(labels.code) \(code)")) }
    }
}

extension FormContent {
    /// `nil`: the main button alone is the answer.
    fileprivate init?(_ question: Question, _ labels: Labels) {
        switch question.form {
        case .choose(let choices, _, let maxChoices, let search, let filterGroups):
            self = .choices(
                ChoiceList(
                    choices, maxChoices: maxChoices, searchLabel: search, filterGroups: filterGroups, labels: labels))
        case .fill(let fields): self = .fields(fields.map { FormField($0, labels) })
        case .review(let rows, let warning): self = .summary(rows, warning: warning)
        case .password(let digits, _):
            self = .password(label: question.text.title, digits: Int(digits), showLabel: labels.show)
        case .confirm: return nil
        }
    }

    /// Long forms, and forms that use the keyboard, would push the main button out of sight.
    fileprivate var pinsMainAction: Bool {
        switch self {
        case .choices(let list): list.search != nil
        case .fields, .password: true
        case .summary: false
        }
    }
}

extension Question {
    /// The question offers no way to stop by itself, and there is something to stop.
    fileprivate var needsStopAction: Bool {
        if case .confirm = form { false } else { about != .home }
    }
}

extension Outcome {
    /// The journey has registered something, and a person may want to print it.
    var isReceipt: Bool {
        switch self {
        case .applied, .preregistered: true
        case .status, .card, .finished, .stopped, .ended, .internalError: false
        }
    }
}

extension ScreenText {
    /// The text for printing and sharing, without the support code.
    var plainText: String {
        let facts = facts.map { $0.label.isEmpty ? "\n\($0.value)" : "\($0.label)\n\($0.value)" }
        return ([practice, title].compactMap { $0 } + paragraphs + facts).joined(separator: "\n\n")
    }
}
