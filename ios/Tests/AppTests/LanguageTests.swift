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
    func theOrderOfThePersonsLanguagesDecides(tags: [String], language: Language) {
        #expect(matchLanguage(wanted: tags) == language)
    }

    @Test(arguments: Language.allCases)
    func theSelectedLanguageAppliesToTheFirstPageAndAllLaterOnes(language: Language) async throws {
        let phone = TestPhone(systemLanguages: [language == .english ? "ja-JP" : "en-GB"])
        await phone.waitFor(.home)
        phone.app.setLanguage(language)
        await phone.waitFor(.home, in: language)
        #expect(phone.app.language == language)
        try await phone.answer(until: .summary)
        #expect(phone.app.state?.text == reading(.summary, in: language).text)
    }

    @Test func aLanguageChangeKeepsEveryAnswer() async throws {
        let phone = TestPhone(systemLanguages: ["ja-JP"])
        try await phone.answer(until: .summary)
        let session = try phone.session
        phone.app.setLanguage(.plainJapanese)
        await phone.waitFor(.summary, in: .plainJapanese)
        #expect(try phone.session === session)
        #expect(phone.environment.startedSessions == 1)
        #expect(phone.app.state?.text == reading(.summary, in: .plainJapanese).text)
        phone.app.setLanguage(.english)
        await phone.waitFor(.summary, in: .english)
        try await phone.answer(until: nil)
        #expect(phone.app.state?.text.title == "Application Submitted")
        phone.app.restart()
        await phone.waitFor(.home, in: .english)
    }

    @Test func theSelectedLanguageIsStored() async {
        let phone = TestPhone(systemLanguages: ["ja-JP"])
        await phone.waitFor(.home)
        phone.app.setLanguage(.plainJapanese)
        phone.restart(systemLanguages: ["ja-JP"])
        await phone.waitFor(.home, in: .plainJapanese)
    }

    @Test func anUnknownStoredLanguageIsIgnored() async {
        let phone = TestPhone(systemLanguages: ["ja-JP"])
        phone.defaults.set("tlh", forKey: "language")
        phone.restart(systemLanguages: ["ja-JP"])
        #expect(phone.app.language == .japanese)
    }

    /// The question as asked by a journey that started in that language.
    private func reading(_ topic: Topic, in language: Language) -> Question {
        JourneyDriver(.home, language: language).run(toQuestion: topic)!
    }
}
