import CardPoints

/// One screen: its elements in reading order, what VoiceOver reads, and what each action does. The views only lay it out.
struct Screen: Sendable, Equatable, Identifiable {
    /// Where a screen reader begins.
    enum Focus: Sendable, Hashable {
        case heading, problems
    }

    /// The id of the state that opened it; all commands of a card share one screen.
    let id: Int
    /// The state to which actions on this screen apply.
    let state: JourneyState
    /// The banner over everything in the sandbox.
    let practice: String?
    /// The action of the platform's back button.
    let back: ScreenAction?
    /// In reading order.
    let elements: [ScreenElement]
    /// The main action stays visible below the scrolling content, where there is room for it.
    let pinsMainAction: Bool
    /// VoiceOver announces this when it changes while the screen stays open.
    let announcement: String?
    /// The outcome as text for printing and sharing.
    let sharedText: String?
    let focus: Focus
    /// The language of the texts.
    let language: Language

    init(_ state: JourneyState, _ labels: Labels, _ language: Language, id: Int) {
        let content =
            switch state.step {
            case .ask(let question): ScreenContent(question, labels)
            case .tap(_, _, _, let text):
                if let scanProblem = state.scanProblem {
                    ScreenContent(scanProblem, text, labels, language)
                } else {
                    ScreenContent(tap: text, labels)
                }
            case .transmit(_, let progress, let text): ScreenContent(reading: text, progress, labels)
            case .send(_, _, let text): ScreenContent(sending: text, labels)
            case .done(let outcome, let text): ScreenContent(outcome, text, labels)
            }
        self.id = id
        self.state = state
        self.language = language
        practice = state.text.practice
        back = content.back
        elements = content.elements
        pinsMainAction = content.pinsMainAction
        announcement = content.announcement
        sharedText = content.sharedText
        focus = content.elements.contains { if case .problems = $0 { true } else { false } } ? .problems : .heading
    }

    /// The screen offers other languages: at questions, except where something is typed, since the keyboard needs the room.
    var offersLanguages: Bool {
        guard case .ask(let question) = state.step else { return false }
        return switch question.form {
        case .choose, .review, .confirm: true
        case .fill, .password: false
        }
    }

    var mainAction: ScreenAction? {
        elements.lazy.compactMap {
            if case .action(let action) = $0, action.emphasis == .primary { action } else { nil }
        }.first
    }
}
