import CardPointsSandbox
import Foundation
import Support
import Testing

@testable import CardPoints

/// The loop between a journey, a person, a connector and a backend.
@Suite(.timeLimit(.minutes(10))) struct JourneyRunnerTests {
    private let phone = SandboxPhone()

    // Input

    @Test func inputAtAnOldStateIsIgnoredAndWiped() async throws {
        let runner = phone.runner(.apply, VirtualCardConnector(phone.card("hanako")))
        let person = phone.person("hanako")
        let late = SharedValue<[Secret]>([])
        async let last = runner.run()
        var before: JourneyState?
        for await state in runner.states {
            guard let question = state.step.question else { continue }
            if let before, late.value.count < 60 {
                let password = Secret("0000")
                late.change { $0.append(password) }
                runner.send(.answered(answer: .password(password: password)), at: before)
                runner.send(.back, at: before)
                runner.scanAgain(at: before)
            }
            before = state
            runner.send(person.answer(question), at: state)
        }
        let outcome = await last.step.outcome
        #expect(outcome.isApplied, "\(outcome as Any)")
        #expect(person.typedPasswords == 1)
        #expect(late.value.count > 3)
        for (nth, secret) in late.value.enumerated() {
            #expect(secret.isWiped, "input that came too late, number \(nth)")
        }
    }

    @Test func repeatedTapsFromManyThreadsAnswerOneQuestion() async throws {
        let card = phone.card("hanako")
        card.setTries(tries: 1)
        let runner = phone.runner(.apply, VirtualCardConnector(card))
        let person = phone.person("hanako")
        async let last = runner.run()
        let typed = (0..<20).map { _ in Secret("0000") }
        var password: JourneyState?
        for await state in runner.states {
            switch state.step.question?.about {
            case .password?:
                password = state
                DispatchQueue.concurrentPerform(iterations: typed.count) { nth in
                    runner.send(.answered(answer: .password(password: typed[nth])), at: state)
                    runner.send(.answered(answer: .confirmed), at: state)
                }
            case .lastTry?:
                // Further input for the password must not count as consent to use the last try.
                let password = try #require(password)
                for _ in 0..<20 { runner.send(.answered(answer: .confirmed), at: password) }
                runner.send(.stopped, at: state)
            case .some: runner.send(person.answer(state.step.question!), at: state)
            case nil: break
            }
        }
        #expect(await last.step.outcome == .stopped(submission: .notSent))
        #expect(card.tries() == 1)
        #expect(card.verifies() == 0)
        for (nth, secret) in typed.enumerated() { #expect(secret.isWiped, "password \(nth)") }
        let late = Secret("1234")
        runner.send(.answered(answer: .password(password: late)), at: try #require(password))
        #expect(late.isWiped, "sent after the outcome")
    }

    @Test func inputToARunnerThatNeverRunsIsWiped() async {
        let password = Secret("1234")
        do {
            let runner = phone.runner(.apply, VirtualCardConnector(phone.card("hanako")))
            let state = JourneyState(
                id: 1,
                step: .tap(
                    reason: .first, losses: 0, signs: false,
                    text: ScreenText(
                        title: "", paragraphs: [], facts: [], practice: nil, supportCode: nil, feedback: nil)),
                scanProblem: nil)
            runner.send(.answered(answer: .password(password: password)), at: state)
            #expect(!password.isWiped)
        }
        #expect(password.isWiped)
    }

    // States

    @Test func equalStepsAreDifferentStates() async {
        let runner = phone.runner(.apply, VirtualCardConnector(phone.card("hanako"))) { .unreachable(id: $0.id) }
        let person = phone.person("hanako")
        async let last = runner.run()
        var seen: [JourneyState] = []
        for await state in runner.states {
            guard let question = state.step.question else { continue }
            seen.append(state)
            runner.send(seen.count == 4 ? .stopped : person.answer(question), at: state)
        }
        #expect(await last.step.outcome == .stopped(submission: .notSent))
        #expect(Set(seen.map(\.id)).count == 4, "each is a new state")
        #expect(
            zip(seen, seen.dropFirst()).contains { $0.step == $1.step && $0 != $1 },
            "the steps must be equal for this test")
    }

    @Test func aSlowStreamMissesStatesInBetweenButGetsTheLatest() async {
        let runner = phone.runner(.apply, VirtualCardConnector(phone.card("hanako")))
        var slow = runner.states.makeAsyncIterator()
        let outcome = await phone.run(runner, phone.person("hanako"))
        #expect(outcome.isApplied, "\(outcome as Any)")
        #expect(await slow.next() == runner.state)
        #expect(runner.state?.step.outcome == outcome)
        #expect(await slow.next() == nil)
    }

    @Test func everyStreamEndsWithTheOutcome() async {
        let runner = phone.runner(.apply, VirtualCardConnector(phone.card("hanako")))
        let streams = (0..<20).map { _ in runner.states }
        let outcome = await withTaskGroup(of: [JourneyState].self) { group in
            for stream in streams {
                group.addTask { await stream.reduce(into: []) { $0.append($1) } }
            }
            let outcome = await phone.run(runner, phone.person("hanako"))
            for await seen in group {
                #expect(seen.last?.step.outcome == outcome, "\(seen.last as Any)")
                #expect(seen.map(\.id) == seen.map(\.id).sorted(), "in order")
                #expect(Set(seen.map(\.id)).count == seen.count, "each once")
            }
            return outcome
        }
        #expect(outcome.isApplied, "\(outcome as Any)")
    }

    @Test func aStreamAfterTheEndHasOnlyTheOutcome() async {
        let runner = phone.runner(.help, VirtualCardConnector(phone.card("hanako")))
        let outcome = await phone.run(runner, phone.person("hanako"))
        for _ in 0..<2 {
            let seen = await runner.states.reduce(into: []) { $0.append($1) }
            #expect(seen.map(\.step.outcome) == [outcome])
        }
    }

    @Test func aStreamEndsWhenItsRunnerIsReleased() async {
        let states = phone.runner(.apply, VirtualCardConnector(phone.card("hanako"))).states
        #expect(await states.reduce(0) { count, _ in count + 1 } == 0)
    }

    // Scan problems

    @Test(arguments: ScanProblem.allCases, ["again", "back", "stop"])
    func everyScanProblemIsShownAndWaitsForThePerson(scanProblem: ScanProblem, then: String) async {
        let hindered = SharedValue(0)
        let connector = RecordingConnector(VirtualCardConnector(phone.card("hanako"))) { call in
            call == .tap
                && hindered.change {
                    $0 += 1
                    return $0
                } <= 2 ? scanProblem : nil
        }
        let runner = phone.runner(.apply, connector)
        let person = phone.person("hanako")
        async let last = runner.run()
        var seen: [JourneyState] = []
        for await state in runner.states {
            if let question = state.step.question { runner.send(person.answer(question), at: state) }
            guard state.scanProblem != nil else { continue }
            seen.append(state)
            #expect(connector.calls.filter { $0 == .tap }.count == seen.count, "no sheet opens by itself")
            switch then {
            case "again": runner.scanAgain(at: state)
            case "back": runner.send(.back, at: state)
            default: runner.send(.stopped, at: state)
            }
        }
        let outcome = await last.step.outcome
        let context = "\(scanProblem), \(then): \(outcome as Any)"
        #expect(seen.allSatisfy { $0.scanProblem == scanProblem && $0.step.kind == "tap" }, "\(context)")
        if then == "stop" {
            #expect(seen.count == 1, "\(context)")
            #expect(outcome == .stopped(submission: .notSent), "\(context)")
        } else {
            #expect(seen.count == 2, "\(context)")
            #expect(outcome.isApplied, "\(context)")
            #expect(person.topics.filter { $0 == .password }.count == (then == "back" ? 3 : 1), "\(context)")
        }
        #expect(!connector.isOpen, "\(context)")
    }

    @Test func scanAgainIsIgnoredWhileWaitingForACard() async throws {
        let (reached, proceed) = (Gate(), Gate())
        let connector = RecordingConnector(VirtualCardConnector(phone.card("hanako"))) { call in
            if call == .tap {
                reached.open()
                await proceed.wait()
            }
            return nil
        }
        let journey = RecordingJourney(phone.journey(.card))
        let runner = phone.runner(journey, connector)
        async let outcome = phone.run(runner, phone.person("hanako"))
        await reached.wait()
        let tap = try #require(runner.state)
        for _ in 0..<3 { runner.scanAgain(at: tap) }
        proceed.open()
        guard case .card? = await outcome else {
            Issue.record("\(runner.state as Any)")
            return
        }
        #expect(connector.calls.filter { $0 == .tap }.count == 1)
    }

    // Calls of the connector and the backend

    @Test(arguments: [nil, 1, 3, 5] as [Int32?])
    func theConnectorIsCalledInTheDocumentedOrder(removedAt: Int32?) async {
        let card = phone.card("hanako")
        if let removedAt { card.removeAt(nth: removedAt, executed: true) }
        let connector = RecordingConnector(VirtualCardConnector(card))
        let journey = RecordingJourney(phone.journey(.apply))
        let outcome = await phone.run(phone.runner(journey, connector), phone.person("hanako").typing("0000"))
        #expect(outcome.isApplied, "\(outcome as Any)")
        // Exactly one call for each step: a card that must be tapped again keeps its session.
        #expect(connector.calls.count == journey.steps.count)
        for (call, step) in zip(connector.calls, journey.steps) {
            switch (call, step) {
            case (.tap, .tap): break
            case (.transmit(let stage), .transmit(_, let progress, _)): #expect(stage == progress.stage)
            case (.end(.failed(let why)), .ask(let question)):
                #expect(why == question.problems.first?.text ?? question.text.title)
            case (.end(.succeeded(let title)), .send(_, _, let text)),
                (.end(.succeeded(let title)), .done(_, let text)):
                #expect(title == text.title)
            default: Issue.record("\(call) at \(step.kind)")
            }
        }
        #expect(
            connector.calls.contains { if case .end(.failed) = $0 { true } else { false } },
            "the password was wrong once")
    }

    @Test(arguments: [("kenji", EndReason.passwordLocked), ("fumio", .renewCertificate)])
    func anUnusableCardEndsItsSessionWithTheReason(id: String, reason: EndReason) async {
        let connector = RecordingConnector(VirtualCardConnector(phone.card(id)))
        let runner = phone.runner(.apply, connector)
        let outcome = await phone.run(runner, phone.person(id))
        #expect(outcome == .ended(reason: reason))
        #expect(connector.calls.last == .end(.failed(runner.state?.text.title ?? "")), "\(id)")
    }

    @Test func commandsRequestsRepliesAndAnswersAreWiped() async {
        let card = phone.card("hanako")
        card.removeAt(nth: 4, executed: true)
        let journey = RecordingJourney(phone.journey(.apply))
        let connector = RecordingConnector(VirtualCardConnector(card))
        let outcome = await phone.run(phone.runner(journey, connector), phone.person("hanako").typing("0000"))
        #expect(outcome.isApplied, "\(outcome as Any)")
        #expect(connector.commands.count > 6)
        for (nth, secret) in connector.commands.enumerated() { #expect(secret.isWiped, "command \(nth)") }
        for (nth, step) in journey.steps.enumerated() {
            #expect(step.secrets.areWiped, "step \(nth), a \(step.kind)")
        }
        let secrets = journey.events.flatMap(\.secrets)
        #expect(secrets.filter { $0.count > 0 }.count > 10)
        for (nth, event) in journey.events.enumerated() {
            #expect(
                event.secrets.areWiped,
                "event \(nth), handed in at \(nth > 0 ? journey.steps[nth - 1].kind : "")")
        }
    }

    @Test func everythingIsReleasedAfterTheRun() async {
        weak var runner: JourneyRunner?
        weak var journey: RecordingJourney?
        weak var connector: RecordingConnector?
        do {
            let watched = (
                RecordingJourney(phone.journey(.apply)), RecordingConnector(VirtualCardConnector(phone.card("hanako")))
            )
            let played = phone.runner(watched.0, watched.1)
            (runner, journey, connector) = (played, watched.0, watched.1)
            _ = await phone.run(played, phone.person("hanako"))
            // A stream that is abandoned.
            for await _ in played.states { break }
        }
        #expect(runner == nil)
        #expect(journey == nil)
        #expect(connector == nil)
    }
}
