import CardPoints
import Support
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

    @Test(arguments: Language.allCases)
    func whoSwitchesReadsTheFirstPageInThatLanguageAndEverythingAfterIt(language: Language) async throws {
        let phone = Phone(system: [language == .english ? "ja-JP" : "en-GB"])
        await phone.shows(.home)
        phone.app.choose(language)
        await phone.shows(.home, in: language)
        #expect(phone.app.language == language)
        try await phone.goOn(to: .summary)
        #expect(phone.app.moment?.words == reading(.summary, in: language).words)
    }

    @Test func whoSwitchesInTheMiddleKeepsEveryAnswer() async throws {
        let phone = Phone(system: ["ja-JP"])
        try await phone.goOn(to: .summary)
        let session = try phone.session
        phone.app.choose(.plainJapanese)
        await phone.shows(.summary, in: .plainJapanese)
        #expect(try phone.session === session)
        #expect(phone.world.begun == 1)
        #expect(phone.app.moment?.words == reading(.summary, in: .plainJapanese).words)
        phone.app.choose(.english)
        await phone.shows(.summary, in: .english)
        try await phone.goOn(to: nil)
        #expect(phone.app.moment?.words.title == "Application Submitted")
        phone.app.begin()
        await phone.shows(.home, in: .english)
    }

    @Test func theChoiceOutlivesTheProcessAndTheSystemsLanguage() async {
        let phone = Phone(system: ["ja-JP"])
        await phone.shows(.home)
        phone.app.choose(.plainJapanese)
        phone.restart(system: ["ja-JP"])
        await phone.shows(.home, in: .plainJapanese)
    }

    @Test func whatStandsUnderTheKeyAndIsNoLanguageOfOursCountsAsNone() async {
        let phone = Phone(system: ["ja-JP"])
        phone.defaults.set("tlh", forKey: "language")
        phone.restart(system: ["ja-JP"])
        #expect(phone.app.language == .japanese)
    }

    /// That question as a journey asks it that was begun in that language.
    private func reading(_ topic: Topic, in language: Language) -> Question {
        Play(.home, language: language).asked(topic)!
    }
}
