import CardPoints
import Testing

@testable import CardPointsApp

@MainActor @Suite(.timeLimit(.minutes(10))) struct LanguageTests {
    @Test(arguments: [
        (["ja-JP"], Language.japanese), (["en-GB", "ja-JP"], .english), (["ja"], .japanese),
        (["ja_JP", "en"], .japanese),
        (["zh-Hans-CN", "ja-JP", "en-US"], .japanese), (["ko-KR"], .english), ([], .english), (["jam-JM"], .english),
        (["EN-us"], .english), (["ja-simple"], .plainJapanese),
    ])
    func thePersonsOwnOrderDecides(tags: [String], language: Language) {
        #expect(Language(preferred: tags) == language)
    }

    @Test func theSwitchIsOnTheFirstPageOnly() async throws {
        let phone = Phone(system: ["ja-JP"])
        #expect(phone.app.otherLanguages.isEmpty)
        await phone.shows(.home)
        #expect(phone.app.language == .japanese)
        #expect(phone.app.otherLanguages == [.english, .plainJapanese])
        try await phone.goOn(to: .applied)
        #expect(phone.app.otherLanguages.isEmpty)
        try await phone.goOn(to: nil)
        #expect(phone.app.otherLanguages.isEmpty)
    }

    @Test func whoSwitchesReadsTheFirstPageInTheOtherLanguageAndEverythingAfterIt() async throws {
        let phone = Phone(system: ["ja-JP"])
        await phone.shows(.home)
        phone.app.choose(.english)
        await phone.shows { $0.words.title == "What do you want to do?" }
        #expect(phone.app.language == .english)
        try await phone.goOn(to: .summary)
        #expect(phone.app.moment?.words.title == "Check your answers")
    }

    @Test func theChoiceOutlivesTheProcessAndTheSystemsLanguage() async {
        let phone = Phone(system: ["ja-JP"])
        await phone.shows(.home)
        phone.app.choose(.english)
        phone.restart(system: ["ja-JP"])
        await phone.shows { $0.words.title == "What do you want to do?" }
    }

    @Test func whatStandsUnderTheKeyAndIsNoLanguageOfOursCountsAsNone() async {
        let phone = Phone(system: ["ja-JP"])
        phone.defaults.set("tlh", forKey: "language")
        phone.restart(system: ["ja-JP"])
        #expect(phone.app.language == .japanese)
    }
}
