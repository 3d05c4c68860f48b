import CardPoints
import Support
import SwiftUI
import Testing

@testable import CardPointsUI

let kinds = [JourneyKind.home, .apply, .preregister, .status, .card, .spots, .help]

@MainActor @Suite(.timeLimit(.minutes(2))) struct EveryScreenTests {
    @Test(arguments: kinds, Language.allCases)
    func everyScreenShowsItsTextOnceAndInOrder(kind: JourneyKind, language: Language) async {
        let labels = labels(language: language)
        for step in everyStep(kind, "hanako", language) {
            let rendered = RenderedScreen(step, nil, language)
            #expect(rendered.tree.visibleText == expectedText(of: step, labels))
            await Task.yield()
        }
    }

    /// The card is removed at any command, executed or not: each screen explains what that means.
    @Test(arguments: Language.allCases)
    func everyScreenShowsItsTextWhenTheCardIsRemoved(language: Language) async {
        let labels = labels(language: language)
        var seen: Set<[String]> = []
        for (nth, executed) in (1...5).flatMap({ [($0, true), ($0, false)] }) {
            let steps = everyStep(.apply, "hanako", language) { $0.card.removeAt(nth: Int32(nth), executed: executed) }
            #expect(steps.contains { if case .tap(let reason, _, _, _) = $0 { reason != .first } else { false } })
            for step in steps where step.question?.problems.isEmpty != false {
                let text = expectedText(of: step, labels)
                guard seen.insert(text).inserted else { continue }
                #expect(RenderedScreen(step, nil, language).tree.visibleText == text)
                await Task.yield()
            }
        }
    }

    @Test(arguments: Language.allCases)
    func everyScreenOfEveryPersonIsAccessible(language: Language) async {
        let labels = labels(language: language)
        var seen: Set<[String]> = []
        for person in SandboxPhone().sandbox.people() where person.account != nil {
            for step in everyStep(.apply, person.id, language)
            where seen.insert(expectedText(of: step, labels)).inserted {
                await Task.yield()
                for large in [true, false] {
                    let rendered = RenderedScreen(step, nil, language, largeText: large)
                    let elements = rendered.tree.elements
                    #expect(elements.filter { $0.isHeader && $0.label == step.text.title }.count == 1)
                    #expect(elements.allSatisfy { !$0.label.isEmpty })
                    #expect(elements.contains { $0.label == labels.practice })
                    // VoiceOver users can't distinguish two buttons with the same label.
                    let buttons = elements.filter { $0.isButton && !rendered.shows($0) }.map(\.label)
                    #expect(Set(buttons).count == buttons.count)
                    #expect(rendered.tree.languages.subtracting([language.locale.identifier]).isEmpty)
                }
            }
        }
    }

    @Test func pinningChangesNoText() {
        for step in everyStep(.apply) {
            let (large, usual) = (
                RenderedScreen(step), RenderedScreen(step, largeText: false)
            )
            #expect(large.tree.visibleText.sorted() == usual.tree.visibleText.sorted())
        }
    }

    @Test func theMainButtonIsPinnedBelowListsAndFields() throws {
        let driver = JourneyDriver()
        for topic in [Topic.service, .account, .password] {
            let question = try #require(driver.run(toQuestion: topic))
            let rendered = RenderedScreen(.ask(question: question), largeText: false)
            #expect(rendered.tree.elements.last?.label == question.submit)
            #expect(RenderedScreen(.ask(question: question)).tree.elements.last?.label != question.submit)
        }
    }

    @Test(arguments: Language.allCases)
    func noScreenContainsASecret(language: Language) {
        for step in everyStep(.apply, "hanako", language) {
            let screen = RenderedScreen(step, nil, language).screen
            var text = ""
            dump(screen, to: &text)
            for secret in secrets { #expect(!text.contains(secret), "\(secret) in \(text.prefix(200))") }
        }
    }

    /// The password and the security code of Hanako.
    private var secrets: [String] {
        let person = SandboxPhone().sandbox.people().first { $0.id == "hanako" }!
        return ([person.pin] + person.account!.codes).map { String(decoding: $0.bytes, as: UTF8.self) }
    }
}

extension RenderedScreen {
    /// The button that shows a secret: each field has its own after it.
    fileprivate func shows(_ element: AccessibilityElement) -> Bool {
        Language.allCases.contains { labels(language: $0).show == element.label }
    }
}

extension [Node] {
    @MainActor fileprivate var languages: Set<String> {
        Set(flatMap(\.withDescendants).filter { $0.kind == .text && !$0.text.isEmpty }.map { $0.language ?? "none" })
    }
}
