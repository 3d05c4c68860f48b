import CardPoints
import SwiftUI
import Testing

@testable import CardPointsApp

/// The text on the screen and the effect of its buttons.
@MainActor @Suite(.timeLimit(.minutes(10))) struct AppScreenTests {
    private let words = labels(language: .english)

    @Test(arguments: [Language.japanese, .plainJapanese])
    func questionsOfferTheOtherLanguagesByTheirOwnNames(language: Language) async throws {
        let phone = TestPhone()
        try await phone.answer(until: .terms)
        let host = ViewHost(AppScreen(model: phone.app))
        let before = try #require(phone.app.state).text.title
        await host.until { $0.contains(before) }
        #expect(!host.tree.contains(words.language))
        host.tree.press(labels(language: language).language)
        await host.until { !$0.contains(before) }
        #expect(phone.app.language == language)
        #expect(host.tree.contains(words.language))
        host.end()
    }

    @Test(arguments: [Topic.account, .password])
    func noLanguagesAreOfferedWhereSomethingIsTyped(topic: Topic) async throws {
        let phone = TestPhone()
        try await phone.answer(until: topic)
        let host = ViewHost(AppScreen(model: phone.app))
        await host.until { $0.contains(phone.app.state?.text.title ?? "") }
        #expect(!host.tree.contains(labels(language: .japanese).language))
        host.end()
    }

    @Test func afterTerminationTheNoticeIsShownAndDismissed() async throws {
        let phone = TestPhone()
        try await phone.answer(until: .terms)
        phone.restart()
        await phone.waitFor(.home)
        let host = ViewHost(AppScreen(model: phone.app))
        #expect(host.tree.contains(words.interrupted))
        #expect(host.tree.contains(words.interruptedText))
        #expect(!host.tree.contains("What do you want to do?"))
        host.tree.press(words.home)
        #expect(phone.app.notice == nil)
        host.end()
    }

    @Test func aConfigurationErrorCanBeDismissed() async {
        let phone = TestPhone()
        phone.environment.error = .Root(message: "")
        phone.app.restart()
        let host = ViewHost(AppScreen(model: phone.app))
        let text = internalError(language: .english, submission: .notSent)
        for line in [text.title] + text.paragraphs { #expect(host.tree.contains(line)) }
        phone.environment.error = nil
        host.tree.press(words.home)
        await phone.waitFor(.home)
        host.end()
    }

    @Test func allTextIsReadInTheLanguageOfTheJourney() async throws {
        let phone = TestPhone(systemLanguages: ["ja"])
        try await phone.answer(until: .terms)
        phone.restart(systemLanguages: ["ja"])
        await phone.waitFor(.home)
        let host = ViewHost(AppScreen(model: phone.app))
        let texts = host.tree.flatMap(\.withDescendants).filter { $0.kind == .text && !$0.text.isEmpty }
        #expect(texts.filter { $0.language == "en" }.map(\.text) == [labels(language: .english).language])
        #expect(texts.filter { $0.language != "en" }.allSatisfy { $0.language == "ja" })
        host.end()
    }
}

extension [Node] {
    @MainActor fileprivate func contains(_ text: String) -> Bool {
        flatMap(\.withDescendants).contains { $0.text == text || $0.label == text }
    }

    @MainActor fileprivate func press(_ label: String) {
        let button = flatMap(\.withDescendants).first {
            $0.onTap != nil && ($0.label == label || $0.children.contains(label))
        }
        guard let press = button?.onTap else {
            Issue.record("there is no button “\(label)”")
            return
        }
        press()
    }
}
