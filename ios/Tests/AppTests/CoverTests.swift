import CardPoints
import CardPointsSandbox
import Testing

@testable import CardPointsApp

@MainActor @Suite(.timeLimit(.minutes(10))) struct CoverTests {
    @Test(
        arguments: [
            ([.active], false), ([.inactive], true), ([.background], true), ([.inactive, .background], true),
            ([.background, .inactive], true), ([.background, .inactive, .active], false),
        ] as [([Cover.Phase], Bool)])
    func withoutTheSheetOnlyAnActiveAppIsSeen(phases: [Cover.Phase], hides: Bool) {
        var cover = Cover()
        for phase in phases { cover.app(is: phase, sheet: false) }
        #expect(cover.hides == hides)
    }

    @Test(
        arguments: [
            ([.inactive], false), ([.inactive, .background], true), ([.background, .inactive], true),
            ([.background, .inactive, .active], false),
        ] as [([Cover.Phase], Bool)])
    func beneathTheSheetThePageIsSeenUntilTheAppIsGone(phases: [Cover.Phase], hides: Bool) {
        var cover = Cover()
        for phase in phases { cover.app(is: phase, sheet: true) }
        #expect(cover.hides == hides)
    }

    @Test func aPageWithAQuestionIsHidden() async throws {
        let phone = Phone()
        for topic in [Topic.home, .account, .password] {
            try await phone.goOn(to: topic)
            phone.app.app(is: .inactive)
            #expect(phone.app.cover.hides)
            phone.app.app(is: .active)
            #expect(!phone.app.cover.hides)
        }
    }

    @Test func whileACardIsWaitedForTheSheetHidesNothing() async throws {
        let phone = Phone()
        phone.world.slot = EndlessSlot()
        phone.app.begin()
        try await phone.goOnToTap()
        phone.app.app(is: .inactive)
        #expect(!phone.app.cover.hides)
        phone.app.app(is: .background)
        #expect(phone.app.cover.hides)
        phone.app.app(is: .active)

        // The same page in a world whose cards need no sheet.
        phone.world.hasSheet = false
        phone.app.app(is: .inactive)
        #expect(phone.app.cover.hides)
        try phone.session.stop()
    }

    @Test func afterTheSheetWasClosedThePageIsHiddenLikeAnyOther() async throws {
        let phone = Phone()
        phone.world.slot = ClosedSlot()
        phone.app.begin()
        try await phone.goOnToTap()
        await phone.shows { $0.hindrance == .closed }
        phone.app.app(is: .inactive)
        #expect(phone.app.cover.hides)
        try phone.session.stop()
    }
}

extension Phone {
    /// The person answers everything, until a card is waited for.
    fileprivate func goOnToTap() async throws {
        try await goOn(to: .password)
        let moment = try #require(app.moment)
        guard case .ask(let question) = moment.step else { return }
        try session.tell(person.answer(question), at: moment)
        await shows { if case .tap = $0.step { true } else { false } }
    }
}

/// No card ever comes.
private struct EndlessSlot: CardSlot {
    func tap(_ words: Words) async throws(Hindrance) -> Reader {
        let (never, _) = AsyncStream<Never>.makeStream()
        for await _ in never {}
        throw .closed
    }

    func transmit(_ command: Secret, stage: Stage, words: Words) async -> Secret? { nil }
    func end(_ ending: CardEnding) {}
}

/// The person closes the sheet.
private struct ClosedSlot: CardSlot {
    func tap(_ words: Words) async throws(Hindrance) -> Reader { throw .closed }
    func transmit(_ command: Secret, stage: Stage, words: Words) async -> Secret? { nil }
    func end(_ ending: CardEnding) {}
}
