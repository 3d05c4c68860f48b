import CardPoints
import Foundation
import Testing

@testable import CardPointsApp

@MainActor @Suite(.timeLimit(.minutes(10))) struct AppPreferencesTests {
    private let topics: [Topic] = [
        .applied, .holder, .measures, .service, .account, .terms, .summary, .password,
    ]

    @Test func nothingIsStoredOnTheFirstPage() async {
        let phone = TestPhone()
        await phone.waitFor(.home)
        #expect(phone.storedValues.isEmpty)
    }

    @Test func oneFlagIsStoredDuringAJourney() async throws {
        let phone = TestPhone()
        for topic in topics {
            try await phone.answer(until: topic)
            #expect(phone.app.state?.topic == topic)
            #expect(phone.storedValues.keys.sorted() == ["journeyInProgress"])
            #expect(phone.storedValues["journeyInProgress"] as? Bool == true)
        }
        try await phone.answer(until: nil)
        #expect(phone.storedValues["journeyInProgress"] as? Bool == false)
        #expect(phone.storedValues.count == 1)
    }

    @Test func nothingElseIsStored() async throws {
        let phone = TestPhone()
        phone.app.setLanguage(.japanese)
        await phone.waitFor(.home)
        try await phone.answer(until: nil)
        #expect(phone.storedValues.keys.sorted() == ["journeyInProgress", "language"])
        #expect(phone.storedValues["language"] as? String == "ja")
    }

    @Test func afterTerminationTheFirstPageShowsANoticeOnce() async throws {
        let phone = TestPhone()
        for topic in topics {
            try await phone.answer(until: topic)
            phone.restart()
            await phone.waitFor(.home)
            let words = labels(language: .english)
            #expect(phone.app.notice == Notice(title: words.interrupted, paragraphs: [words.interruptedText]))

            phone.app.dismissNotice()
            #expect(phone.app.notice == nil)
            phone.app.restart()
            await phone.waitFor(.home)
            #expect(phone.app.notice == nil)
        }
    }

    @Test func theNoticeFollowsALanguageChange() async throws {
        let phone = TestPhone()
        try await phone.answer(until: .terms)
        phone.restart()
        await phone.waitFor(.home)
        phone.app.setLanguage(.japanese)
        await phone.waitFor(.home, in: .japanese)
        #expect(phone.app.notice?.title == labels(language: .japanese).interrupted)
    }

    @Test func noNoticeIsShownWhenNoJourneyWasInProgress() async throws {
        let phone = TestPhone()
        await phone.waitFor(.home)
        phone.restart()
        await phone.waitFor(.home)
        #expect(phone.app.notice == nil)
        try await phone.answer(until: nil)
        phone.restart()
        await phone.waitFor(.home)
        #expect(phone.app.notice == nil)
    }
}
