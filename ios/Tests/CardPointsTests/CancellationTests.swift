import CardPoints
import CardPointsSandbox
import Support
import Testing

/// What a person or an app does during a journey.
@Suite(.timeLimit(.minutes(10))) struct CancellationTests {
    /// How a journey is stopped.
    enum Stop: CaseIterable, Sendable {
        case sent, cancelled
    }

    /// A journey that pauses at one step, to be stopped there.
    private final class PausedJourney: Sendable {
        let phone: SandboxPhone
        let person: Applicant
        let card: VirtualCard
        let journey: RecordingJourney
        let connector: RecordingConnector
        let runner: JourneyRunner
        /// Opened when the journey is at that step.
        let reached = Gate()
        /// Opened when the card, or a server that can't be cancelled, may continue.
        let proceed = Gate()
        private let nth: Int

        /// - Parameter received: The backend receives the request of that step.
        init(_ kind: JourneyKind, at nth: Int, received: Bool = false) {
            let (phone, reached, proceed) = (SandboxPhone(), reached, proceed)
            let journey = RecordingJourney(phone.journey(kind))
            let card = phone.card("hanako")
            let connector = RecordingConnector(VirtualCardConnector(card)) { call in
                guard journey.steps.count == nth else { return nil }
                reached.open()
                if call == .tap { await untilCancelled() } else { await proceed.wait() }
                return nil
            }
            runner = phone.runner(journey, connector) { request in
                let event = journey.steps.count != nth || received ? phone.sandbox.answer(request: request) : nil
                guard journey.steps.count == nth else { return event ?? .unreachable(id: request.id) }
                reached.open()
                await untilCancelled()
                return .unreachable(id: request.id)
            }
            (self.nth, self.phone, self.card, self.journey, self.connector) = (nth, phone, card, journey, connector)
            person = phone.person("hanako")
            person.appliesAfterStatus = false
        }

        /// Runs to that step, stops there and returns the outcome; `nil`: there is no such step.
        func stopped(by stop: Stop) async -> Outcome? {
            let running = Task { await runner.run() }
            let answering = Task {
                await person.answerAll(in: runner) { [journey, nth, reached] _ in
                    guard journey.steps.count == nth, journey.steps.last?.question != nil else { return false }
                    reached.open()
                    return true
                }
            }
            let ended = Task { [reached] in
                _ = await running.value
                reached.open()
            }
            await reached.wait()
            let hadStep = runner.state.map { $0.step.outcome == nil } ?? false
            switch stop {
            case .sent: if let state = runner.state { runner.send(.stopped, at: state) }
            case .cancelled: running.cancel()
            }
            proceed.open()
            await answering.value
            await ended.value
            return hadStep ? await running.value.step.outcome : nil
        }

        /// The number of measures that the backend has an application for.
        func receivedMeasures() async -> Int? {
            let person = phone.person("hanako")
            person.appliesAfterStatus = false
            guard case .status(let status)? = await phone.run(.status, person, phone.card("hanako")) else {
                return nil
            }
            return status.facts.applied.count
        }
    }

    @Test(arguments: Stop.allCases, [JourneyKind.apply, .status])
    func stoppingAtEveryStepReportsTheSubmissionStateAndReleasesTheCard(stop: Stop, kind: JourneyKind) async {
        var nth = 1
        while true {
            let paused = PausedJourney(kind, at: nth)
            guard let outcome = await paused.stopped(by: stop) else { break }
            let step = paused.journey.steps[nth - 1]
            let context = "\(stop) at step \(nth) of \(kind), a \(step.kind): \(outcome)"
            let received = await paused.receivedMeasures()
            // Before the request with the application nothing has been sent, not even while the card signs.
            #expect(outcome == .stopped(submission: step.isApplication ? .maybeSent : .notSent), "\(context)")
            #expect(received == 0, "\(context)")
            #expect(!paused.connector.isOpen, "\(context)")
            #expect(paused.connector.commands.areWiped, "\(context)")
            #expect(paused.journey.steps.flatMap(\.secrets).areWiped, "\(context)")
            #expect(paused.journey.events.flatMap(\.secrets).areWiped, "\(context)")
            // The card finished its command and got no further one.
            let commands = paused.journey.steps.prefix(nth).filter { $0.kind == "transmit" }.count
            #expect(paused.card.commands() == commands, "\(context)")
            nth += 1
        }
        #expect(nth > (kind == .apply ? 18 : 8), "number of steps: \(nth)")
    }

    @Test(arguments: Stop.allCases)
    func anApplicationThatWasReceivedIsNeverReportedAsNotSent(stop: Stop) async throws {
        let phone = SandboxPhone()
        let journey = RecordingJourney(phone.journey(.apply))
        let applied = await phone.run(
            phone.runner(journey, VirtualCardConnector(phone.card("hanako"))), phone.person("hanako"))
        #expect(applied.isApplied)
        let application = journey.steps.firstIndex { $0.isApplication }
        let nth = try #require(application) + 1

        let paused = PausedJourney(.apply, at: nth, received: true)
        #expect(await paused.stopped(by: stop) == .stopped(submission: .maybeSent))
        #expect(await paused.receivedMeasures() == 3)
    }

    @Test(arguments: Stop.allCases)
    func aStopWaitsForTheCommandThatIsWithTheCard(stop: Stop) async throws {
        let (reached, proceed) = (Gate(), Gate())
        let (phone, ended) = (SandboxPhone(), SharedValue(false))
        let card = phone.card("hanako")
        let connector = RecordingConnector(VirtualCardConnector(card)) { call in
            guard call == .transmit(.password), card.verifies() == 0 else { return nil }
            reached.open()
            await proceed.wait()
            return nil
        }
        let runner = phone.runner(.apply, connector)
        let running = Task {
            let last = await runner.run()
            ended.change { $0 = true }
            return last.step.outcome
        }
        let answering = Task { await phone.person("hanako").answerAll(in: runner) }
        await reached.wait()
        if stop == .cancelled {
            running.cancel()
        } else {
            runner.send(.stopped, at: try #require(runner.state))
        }
        // Gives a runner that does not wait enough time to end.
        for _ in 0..<1_000 { await Task.yield() }
        #expect(!ended.value && connector.isOpen, "the command is with the card")
        #expect(connector.commands.last?.isWiped == false)
        proceed.open()
        #expect(await running.value == .stopped(submission: .notSent))
        await answering.value
        #expect(!connector.isOpen && connector.commands.areWiped)
        #expect(card.signatures() == 0)
    }

    @Test func aTaskCancelledBeforeItStartsSendsNothing() async {
        let sent = SharedValue(0)
        let runner = SandboxPhone().runner(.apply, VirtualCardConnector(SandboxPhone().card("hanako"))) { request in
            sent.change { $0 += 1 }
            return .unreachable(id: request.id)
        }
        let proceed = Gate()
        let running = Task {
            await proceed.wait()
            return await runner.run().step.outcome
        }
        running.cancel()
        proceed.open()
        #expect(await running.value == .stopped(submission: .notSent))
        #expect(sent.value == 0)
    }

    /// The connector and the backend send the stop themselves, so that it always comes with the reply; sometimes twice.
    @Test func aStopThatComesWithTheReplyCountsAfterIt() async {
        var nth = 1
        while true {
            let phone = SandboxPhone()
            let (journey, shared) = (
                RecordingJourney(phone.journey(.apply)), SharedValue<(runner: JourneyRunner?, at: Int)>((nil, 0))
            )
            let stop: @Sendable () -> Void = { [nth] in
                guard journey.steps.count == nth, let runner = shared.value.runner else { return }
                for _ in 0...nth % 2 { runner.send(.stopped, at: runner.state!) }
                shared.change { $0.at = nth }
            }
            let connector = RecordingConnector(VirtualCardConnector(phone.card("hanako"))) { _ in
                stop()
                return nil
            }
            let runner = phone.runner(journey, connector) { request in
                stop()
                return phone.sandbox.answer(request: request)
            }
            shared.change { $0.runner = runner }
            let outcome = await phone.run(runner, phone.person("hanako"))
            shared.change { $0.runner = nil }
            let steps = journey.steps
            guard steps.count > nth || shared.value.at == nth else { break }
            let context = "at step \(nth), a \(steps[nth - 1].kind): \(outcome as Any)"
            if shared.value.at == nth {
                // When the receipt comes with the stop, it counts.
                let isReceipt = steps.count == nth + 1 && outcome.isApplied
                #expect(outcome == .stopped(submission: .notSent) || isReceipt, "\(context)")
                #expect(steps.count <= nth + 2, "\(context): it continued with \(steps.map(\.kind))")
                #expect(
                    connector.calls.filter { if case .end = $0 { false } else { true } }.count
                        == steps.prefix(nth).filter { ["tap", "transmit"].contains($0.kind) }.count, "\(context)")
            }
            #expect(!connector.isOpen, "\(context)")
            nth += 1
        }
        #expect(nth > 18, "number of steps: \(nth)")
    }

    @Test func inputThatComesWithTheCardCountsAndReleasesTheCard() async {
        let (phone, shared) = (SandboxPhone(), SharedValue<JourneyRunner?>(nil))
        let connector = RecordingConnector(VirtualCardConnector(phone.card("hanako"))) { call in
            if call == .tap, let runner = shared.value {
                runner.send(.back, at: runner.state!)
                shared.change { $0 = nil }
            }
            return nil
        }
        let runner = phone.runner(.apply, connector)
        shared.change { $0 = runner }
        let person = phone.person("hanako")
        let outcome = await phone.run(runner, person)
        #expect(outcome.isApplied, "\(outcome as Any)")
        #expect(person.topics.filter { $0 == .password }.count == 2)
        guard let tap = connector.calls.firstIndex(of: .tap), case .end = connector.calls[tap + 1] else {
            Issue.record("\(connector.calls)")
            return
        }
    }
}

extension Step {
    fileprivate var isApplication: Bool {
        if case .send(let request, _, _) = self {
            request.method == .post && request.url.hasSuffix("/application")
        } else {
            false
        }
    }
}
