import CardPoints
import CardPointsSandbox
import Foundation
import Support
import Testing

@Suite(.timeLimit(.minutes(10))) struct SessionTests {
    private let phone = Phone()

    private func session(
        _ errand: Errand = .apply, send: (@Sendable (Request) async -> Event)? = nil
    ) -> Session {
        let sandbox = phone.sandbox
        return Session(
            errand: errand, language: .english, backend: sandbox.address(), practice: true,
            slot: VirtualSlot(phone.card("hanako")), send: send ?? { sandbox.answer(request: $0) })
    }

    private func firstQuestion(_ session: Session) async -> Moment? {
        for await moment in session.moments where moment.step.question != nil { return moment }
        return nil
    }

    @Test func anApplicationIsPlayedToItsReceipt() async {
        let session = session()
        let person = phone.person("hanako")
        for await moment in session.moments {
            if let question = moment.step.question { session.tell(person.answer(question), at: moment) }
        }
        let last = await session.outcome()
        #expect(last.step.outcome.isApplied, "\(last)")
        #expect(last.words.title == "Application Submitted")
        #expect(last == session.moment)
    }

    @Test func everyScreenOfAPracticeSaysSoInTheLanguageOfTheSession() async {
        let session = Session(
            errand: .help, language: .japanese, backend: phone.sandbox.address(), practice: true,
            slot: VirtualSlot(phone.card("hanako"))
        ) { .unreachable(id: $0.id) }
        let question = await firstQuestion(session)
        #expect(session.language == .japanese)
        #expect(question?.words.practice?.isEmpty == false)
        session.stop()
        #expect(await session.outcome().words.practice?.isEmpty == false)
    }

    @Test func aSessionThatIsLetGoStopsItsJourney() async {
        var session: Session? = session()
        let moments = session!.moments
        _ = await firstQuestion(session!)
        session = nil
        let last = await moments.reduce(nil) { $1 }
        #expect(last?.step.outcome == .stopped(sent: .nothing))
    }

    @Test func whoStopsItGetsTheOutcome() async {
        let session = session()
        _ = await firstQuestion(session)
        session.stop()
        session.stop()
        #expect(await session.outcome().step.outcome == .stopped(sent: .nothing))
        session.stop()
        #expect(await session.outcome().step.outcome == .stopped(sent: .nothing))
    }

    @Test func cancellingTheTaskThatWaitsForTheOutcomeStopsTheJourney() async {
        let session = session()
        _ = await firstQuestion(session)
        let waiting = Task { await session.outcome() }
        waiting.cancel()
        #expect(await waiting.value.step.outcome == .stopped(sent: .nothing))
    }

    @Test func whoWaitsForNothingElseStopsNothing() async {
        let session = session(.help)
        let watching = Task { await session.moments.reduce(0) { count, _ in count + 1 } }
        _ = await firstQuestion(session)
        watching.cancel()
        _ = await watching.value
        let person = phone.person("hanako")
        for await moment in session.moments {
            if let question = moment.step.question { session.tell(person.answer(question), at: moment) }
        }
        #expect(await session.outcome().step.outcome == .read)
    }

    @Test func whatIsNoCertificateIsTold() {
        #expect {
            try Session(
                errand: .apply, language: .english, backend: "https://points.example", roots: [Data([1, 2, 3])])
        } throws: { error in
            if case .Root(let message)? = error as? Unusable { message.hasPrefix("root certificate 0") } else { false }
        }
    }

    @Test func overTheLibrarysOwnHttpABackendOutOfReachIsToldAndAskedAbout() async throws {
        let session = try Session(
            errand: .status, language: .english, backend: "http://127.0.0.1:1", roots: [],
            slot: VirtualSlot(phone.card("hanako")))
        let asked = try #require(await firstQuestion(session))
        #expect(!asked.words.title.isEmpty)
        session.tell(.stopped, at: asked)
        #expect(await session.outcome().step.outcome == .stopped(sent: .nothing))
    }
}
