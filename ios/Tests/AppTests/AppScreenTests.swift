import CardPoints
import SwiftUI
import Testing

@testable import CardPointsApp

/// What stands on the screen, and what a finger does there.
@MainActor @Suite(.timeLimit(.minutes(10))) struct AppScreenTests {
    private let words = labels(language: .english)

    @Test(arguments: [Language.japanese, .plainJapanese])
    func questionsOfferTheOtherLanguagesInTheirOwnWords(language: Language) async throws {
        let phone = Phone()
        try await phone.goOn(to: .terms)
        let player = Player(AppScreen(model: phone.app))
        let before = try #require(phone.app.moment).words.title
        await player.until { $0.says(before) }
        #expect(!player.tree.says(words.language))
        player.tree.press(labels(language: language).language)
        await player.until { !$0.says(before) }
        #expect(phone.app.language == language)
        #expect(player.tree.says(words.language))
        player.end()
    }

    @Test(arguments: [Topic.account, .password])
    func whereSomethingIsTypedTheKeyboardHasTheRoom(topic: Topic) async throws {
        let phone = Phone()
        try await phone.goOn(to: topic)
        let player = Player(AppScreen(model: phone.app))
        await player.until { $0.says(phone.app.moment?.words.title ?? "") }
        #expect(!player.tree.says(labels(language: .japanese).language))
        player.end()
    }

    @Test func whoComesBackAfterTheProcessDiedReadsSoAndGoesOn() async throws {
        let phone = Phone()
        try await phone.goOn(to: .terms)
        phone.restart()
        await phone.shows(.home)
        let player = Player(AppScreen(model: phone.app))
        #expect(player.tree.says(words.interrupted))
        #expect(player.tree.says(words.interruptedText))
        #expect(!player.tree.says("What do you want to do?"))
        player.tree.press(words.home)
        #expect(phone.app.notice == nil)
        player.end()
    }

    @Test func aFaultOfOursIsReadAndLeft() async {
        let phone = Phone()
        phone.world.fault = .Root(message: "")
        phone.app.begin()
        let player = Player(AppScreen(model: phone.app))
        let said = broken(language: .english, sent: .nothing)
        for line in [said.title] + said.text { #expect(player.tree.says(line)) }
        phone.world.fault = nil
        player.tree.press(words.home)
        await phone.shows(.home)
        player.end()
    }

    @Test func everyWordIsReadAloudInTheJourneysLanguage() async throws {
        let phone = Phone(system: ["ja"])
        try await phone.goOn(to: .terms)
        phone.restart(system: ["ja"])
        await phone.shows(.home)
        let player = Player(AppScreen(model: phone.app))
        let texts = player.tree.flatMap(\.all).filter { $0.kind == .text && !$0.text.isEmpty }
        #expect(texts.filter { $0.language == "en" }.map(\.text) == [labels(language: .english).language])
        #expect(texts.filter { $0.language != "en" }.allSatisfy { $0.language == "ja" })
        player.end()
    }
}

extension [Node] {
    @MainActor fileprivate func says(_ words: String) -> Bool {
        flatMap(\.all).contains { $0.text == words || $0.label == words }
    }

    @MainActor fileprivate func press(_ words: String) {
        let button = flatMap(\.all).first { $0.press != nil && ($0.label == words || $0.children.says(words)) }
        guard let press = button?.press else {
            Issue.record("there is no button “\(words)”")
            return
        }
        press()
    }
}
