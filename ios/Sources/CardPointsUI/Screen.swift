import CardPoints

/// One screen: what is shown in which order, what VoiceOver reads, and what each press does. The views only lay it out.
struct Screen: Sendable, Equatable, Identifiable {
    /// Where a screen reader begins.
    enum Focus: Sendable, Hashable {
        case heading, problems
    }

    /// The moment with which it began; the moments of a card's commands share one screen.
    let id: Int
    /// When something is pressed here, the journey is told at this moment.
    let moment: Moment
    /// Over everything, in the practice world.
    let practice: String?
    /// Where the platform has its back button.
    let back: Press?
    /// In reading order.
    let parts: [Part]
    /// The main button stays in reach, under what scrolls, where there is room for that.
    let pins: Bool
    /// What VoiceOver says by itself when only this has changed.
    let announcement: String?
    /// The outcome on paper.
    let paper: String?
    let focus: Focus
    /// The language of all this.
    let language: Language

    init(_ moment: Moment, _ labels: Labels, _ language: Language, _ course: Course) {
        let page =
            switch moment.step {
            case .ask(let question): Page(question, labels)
            case .tap(_, let words):
                if let hindrance = moment.hindrance {
                    Page(hindrance, words, labels, language)
                } else {
                    Page(tap: words, labels)
                }
            case .transmit(_, let stage, let words): Page(still: words, stage, signs: course.signs, labels)
            case .send(_, let words): Page(waiting: words, labels)
            case .done(let outcome, let words): Page(outcome, words, labels)
            }
        id = course.began
        self.moment = moment
        self.language = language
        practice = moment.words.practice
        back = page.back
        parts = page.parts
        pins = page.pins
        announcement = page.announcement
        paper = page.paper
        focus = page.parts.contains { if case .problems = $0 { true } else { false } } ? .problems : .heading
    }

    /// Other languages are offered: at a question, but not where something is typed, since the keyboard needs the room.
    var offersLanguages: Bool {
        guard case .ask(let question) = moment.step else { return false }
        return switch question.form {
        case .choose, .check, .agree: true
        case .fill, .password: false
        }
    }

    /// The main button.
    var main: Press? {
        parts.lazy.compactMap { if case .press(let press) = $0, press.rank == .main { press } else { nil } }.first
    }
}
