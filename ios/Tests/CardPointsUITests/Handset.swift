import CardPoints
import CardPointsSandbox
import Support
import SwiftUI

@testable import CardPointsUI

/// A phone that shows a journey, in the hands of a person.
@MainActor final class Handset {
    let session: Session
    let labels: Labels
    let card: VirtualCard
    let person: Applicant
    /// Where the app is.
    var phase: ScenePhase = .active {
        didSet { player?.change { $0.scenePhase = phase } }
    }
    private(set) var said: [String] = []
    private(set) var felt: [Touch] = []
    private(set) var closed: [Outcome] = []
    private var player: Player?

    init(
        _ language: Language = .english, _ errand: Errand = .apply, person: String = "hanako",
        slot: ((VirtualCard) -> any CardSlot)? = nil, sandbox: Sandbox = Sandbox(), calm: TimeInterval = 0,
        send: (@Sendable (Request) async -> Event)? = nil
    ) {
        let card = sandbox.card(id: person)!
        self.card = card
        self.person = Applicant(sandbox, person)
        labels = CardPoints.labels(language: language)
        session = Session(
            errand: errand, language: language, backend: sandbox.address(), practice: true,
            slot: slot?(card) ?? VirtualSlot(card), send: send ?? { sandbox.answer(request: $0) })
        let view = JourneyView(session: session, onLanguage: session.speak) { [weak self] in self?.closed.append($0) }
        player = Player(view) {
            $0.pace = Pace(calm: calm, settling: 0)
            $0.senses = Senses(
                say: { [weak self] words, _ in self?.said.append(words) },
                feel: { [weak self] in self?.felt.append($0) })
        }
    }

    var tree: [Node] { player?.tree ?? [] }
    var elements: [Element] { tree.elements }
    var shown: [String] { tree.shown }

    /// The screen that is open.
    var screen: Screen? { player?.view(ScreenView.self)?.screen }

    func until(_ fits: () -> Bool) async {
        await player?.until { _ in fits() }
    }

    func heading(_ words: String) async {
        await until { elements.contains { $0.isHeader && $0.label == words } }
    }

    func button(_ label: String) -> Element? {
        elements.first { $0.isButton && $0.label == label }
    }

    func press(_ label: String) {
        button(label)!.node.press!()
    }

    /// Every field, in order.
    var fields: [Element] { elements.filter { $0.node.type != nil } }

    /// Plays to the question about that; `nil`: it never comes.
    func asked(_ about: Topic) async -> (moment: Moment, question: Question)? {
        await play { $0.about == about }
    }

    /// Plays to the outcome, or to the first question that `there` is.
    @discardableResult
    func play(
        after moment: Int = 0, to there: (Question) -> Bool = { _ in false }
    ) async -> (moment: Moment, question: Question)? {
        var last = moment
        while let (moment, question) = await asked(after: last) {
            if there(question) { return (moment, question) }
            last = moment.id
            perform(
                question.about == .home ? .answered(answer: .chosen(ids: ["apply"])) : person.answer(question), question
            )
        }
        return nil
    }

    /// The card of that choice.
    func card(_ label: String) -> Element? {
        elements.first { $0.isButton && ($0.label == label || $0.label.hasPrefix(label + ", ")) }
    }

    /// The names of those choices that are in the list now, in order.
    func names(_ question: Question) -> [String] {
        guard case .choose(let choices, _, _, _, _) = question.form else { return [] }
        return choices.map(\.label).filter { card($0) != nil }
    }

    /// The question that is asked after the moment `last`; `nil`: the journey is over.
    func asked(after last: Int = 0) async -> (moment: Moment, question: Question)? {
        await until {
            guard let moment = screen?.moment, moment.id > last else { return false }
            return switch moment.step {
            case .ask, .done: true
            case .tap, .transmit, .send: false
            }
        }
        guard let moment = screen?.moment, case .ask(let question) = moment.step else { return nil }
        return (moment, question)
    }

    /// Does with fingers what `event` says in words.
    func perform(_ event: Event, _ question: Question) {
        switch (event, question.form) {
        case (.answered(.chosen(let ids)), .choose(let choices, _, let most, _, _)):
            for choice in choices where choice.barred == nil {
                let card = card(choice.label)!
                let wanted = ids.contains(choice.id)
                if wanted != card.isSelected, wanted || most > 1 { card.node.press!() }
            }
            press(question.go)
        case (.answered(.filled(let entries)), _):
            for (field, entry) in zip(fields, entries) {
                field.node.type!(String(decoding: entry.value.bytes, as: UTF8.self))
            }
            press(question.go)
        case (.answered(.password(let password)), _):
            fields[0].node.type!(String(decoding: password.bytes, as: UTF8.self))
            press(question.go)
        case (.answered, _): press(question.go)
        default: press(labels.stop)
        }
    }
}
