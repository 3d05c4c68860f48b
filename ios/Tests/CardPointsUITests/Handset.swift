import CardPoints
import CardPointsSandbox
import Support
import SwiftUI

@testable import CardPointsUI

/// A phone that shows a journey, and a person who uses it.
@MainActor final class Handset {
    let session: JourneySession
    let labels: Labels
    let card: VirtualCard
    let person: Applicant
    var phase: ScenePhase = .active {
        didSet { host?.change { $0.scenePhase = phase } }
    }
    private(set) var announcements: [String] = []
    /// Without the feedback for a card that is found, which a quick card may replace.
    private(set) var feedback: [Feedback] = []
    private(set) var closed: [Outcome] = []
    private var host: ViewHost?

    init(
        _ language: Language = .english, _ kind: JourneyKind = .apply, person: String = "hanako",
        connector: ((VirtualCard) -> any CardConnector)? = nil, sandbox: Sandbox = Sandbox(),
        tapDelay: TimeInterval = 0, sendRequest: (@Sendable (HttpRequest) async -> Event)? = nil
    ) {
        let card = sandbox.card(id: person)!
        self.card = card
        self.person = Applicant(sandbox, person)
        labels = CardPoints.labels(language: language)
        session = JourneySession(
            kind: kind, language: language, backend: sandbox.address(), practice: true,
            connector: connector?(card) ?? VirtualCardConnector(card),
            sendRequest: sendRequest ?? { sandbox.answer(request: $0) })
        let view = JourneyView(session: session, onLanguage: session.setLanguage) { [weak self] in
            self?.closed.append($0)
        }
        host = ViewHost(view) {
            $0.screenTiming = ScreenTiming(tapDelay: tapDelay, accessibilityFocusDelay: 0)
            $0.feedbackPlayer = FeedbackPlayer(
                announce: { [weak self] text, _ in self?.announcements.append(text) },
                play: { [weak self] in if $0 != .cardFound { self?.feedback.append($0) } })
        }
    }

    var tree: [Node] { host?.tree ?? [] }
    var elements: [AccessibilityElement] { tree.elements }
    var visibleText: [String] { tree.visibleText }

    /// The current screen.
    var screen: Screen? { host?.view(ScreenView.self)?.screen }

    func until(_ condition: () -> Bool) async {
        await host?.until { _ in condition() }
    }

    func button(_ label: String) -> AccessibilityElement? {
        elements.first { $0.isButton && $0.label == label }
    }

    func press(_ label: String) {
        button(label)!.node.onTap!()
    }

    /// Every input field, in order.
    var fields: [AccessibilityElement] { elements.filter { $0.node.onInput != nil } }

    /// Runs to the question about that topic; `nil`: it is not asked.
    func question(_ topic: Topic) async -> (state: JourneyState, question: Question)? {
        await run { $0.about == topic }
    }

    /// Runs to the outcome, or to the first question that meets the condition.
    @discardableResult
    func run(
        after state: Int = 0, until condition: (Question) -> Bool = { _ in false }
    ) async -> (state: JourneyState, question: Question)? {
        var last = state
        while let (state, question) = await nextQuestion(after: last) {
            if condition(question) { return (state, question) }
            last = state.id
            perform(
                question.about == .home ? .answered(answer: .chosen(ids: ["apply"])) : person.answer(question), question
            )
        }
        return nil
    }

    /// The card of a choice.
    func choice(_ label: String) -> AccessibilityElement? {
        elements.first { $0.isButton && ($0.label == label || $0.label.hasPrefix(label + ", ")) }
    }

    /// The labels of the choices that the list shows, in order.
    func visibleChoices(_ question: Question) -> [String] {
        guard case .choose(let choices, _, _, _, _) = question.form else { return [] }
        return choices.map(\.label).filter { choice($0) != nil }
    }

    /// The first question after the state with the id `last`; `nil`: the journey has ended.
    func nextQuestion(after last: Int = 0) async -> (state: JourneyState, question: Question)? {
        await until {
            guard let state = screen?.state, state.id > last else { return false }
            return switch state.step {
            case .ask, .done: true
            case .tap, .transmit, .send: false
            }
        }
        guard let state = screen?.state, case .ask(let question) = state.step else { return nil }
        return (state, question)
    }

    /// Enters what `event` says, and presses the button.
    func perform(_ event: Event, _ question: Question) {
        switch (event, question.form) {
        case (.answered(.chosen(let ids)), .choose(let choices, _, let maxChoices, _, _)):
            for choice in choices where choice.unavailable == nil {
                let card = self.choice(choice.label)!
                let isWanted = ids.contains(choice.id)
                if isWanted != card.isSelected, isWanted || maxChoices > 1 { card.node.onTap!() }
            }
            press(question.submit)
        case (.answered(.filled(let values)), _):
            for (field, value) in zip(fields, values) {
                field.node.onInput!(String(decoding: value.value.bytes, as: UTF8.self))
            }
            press(question.submit)
        case (.answered(.password(let password)), _):
            fields[0].node.onInput!(String(decoding: password.bytes, as: UTF8.self))
            press(question.submit)
        case (.answered, _): press(question.submit)
        default: press(labels.stop)
        }
    }
}
