import CardPoints
import Foundation
import Testing

@testable import CardPointsApp

@MainActor @Suite(.timeLimit(.minutes(10))) struct KeptTests {
    private let topics: [Topic] = [
        .applied, .holder, .measures, .service, .account, .terms, .summary, .password,
    ]

    @Test func nothingIsKeptOnTheFirstPage() async {
        let phone = Phone()
        await phone.shows(.home)
        #expect(phone.kept.isEmpty)
    }

    @Test func oneBitIsKeptWhileSomethingIsUnderWay() async throws {
        let phone = Phone()
        for topic in topics {
            try await phone.goOn(to: topic)
            #expect(phone.app.moment?.topic == topic)
            #expect(phone.kept.keys.sorted() == ["underWay"])
            #expect(phone.kept["underWay"] as? Bool == true)
        }
        try await phone.goOn(to: nil)
        #expect(phone.kept["underWay"] as? Bool == false)
        #expect(phone.kept.count == 1)
    }

    @Test func nothingElseIsKeptInAnyFile() async throws {
        let phone = Phone()
        phone.app.choose(.japanese)
        await phone.shows(.home)
        try await phone.goOn(to: nil)
        #expect(phone.kept.keys.sorted() == ["language", "underWay"])
        #expect(phone.kept["language"] as? String == "ja")
    }

    @Test func afterTheProcessDiedTheFirstPageSaysSoOnce() async throws {
        let phone = Phone()
        for topic in topics {
            try await phone.goOn(to: topic)
            phone.restart()
            await phone.shows(.home)
            let words = labels(language: .english)
            #expect(phone.app.notice == Notice(title: words.interrupted, text: [words.interruptedText]))

            phone.app.goOn()
            #expect(phone.app.notice == nil)
            phone.app.begin()
            await phone.shows(.home)
            #expect(phone.app.notice == nil)
        }
    }

    @Test func theNoteIsStillThereInTheOtherLanguage() async throws {
        let phone = Phone()
        try await phone.goOn(to: .terms)
        phone.restart()
        await phone.shows(.home)
        phone.app.choose(.japanese)
        await phone.shows(.home, in: .japanese)
        #expect(phone.app.notice?.title == labels(language: .japanese).interrupted)
    }

    @Test func nothingIsSaidWhereNothingWasUnderWay() async throws {
        let phone = Phone()
        await phone.shows(.home)
        phone.restart()
        await phone.shows(.home)
        #expect(phone.app.notice == nil)
        try await phone.goOn(to: nil)
        phone.restart()
        await phone.shows(.home)
        #expect(phone.app.notice == nil)
    }
}
