import CardPoints
import CardPointsSandbox
import Support
import Testing

/// What a person or an app does in the middle of a journey.
@Suite(.timeLimit(.minutes(10))) struct CancellingTests {
    /// How a journey is stopped.
    enum Stop: CaseIterable, Sendable {
        case said, cancelled
    }

    /// A journey that stands still at one step, there to be stopped.
    private final class Standstill: Sendable {
        let phone: Phone
        let person: Applicant
        let card: VirtualCard
        let journey: RecordingJourney
        let slot: RecordingSlot
        let conversation: Conversation
        /// It has come to that step.
        let there = Gate()
        /// What is with the card, or with a server that can't be told to stop, goes on.
        let go = Gate()
        private let nth: Int

        /// - Parameter acted: What is sent at that step comes to the backend before.
        init(_ errand: Errand, at nth: Int, acted: Bool = false) {
            let (phone, there, go) = (Phone(), there, go)
            let journey = RecordingJourney(phone.journey(errand))
            let card = phone.card("hanako")
            let slot = RecordingSlot(VirtualSlot(card)) { call in
                guard journey.steps.count == nth else { return nil }
                there.open()
                if call == .tap { await untilCancelled() } else { await go.wait() }
                return nil
            }
            conversation = phone.conversation(journey, slot) { request in
                let event = journey.steps.count != nth || acted ? phone.sandbox.answer(request: request) : nil
                guard journey.steps.count == nth else { return event ?? .unreachable(id: request.id) }
                there.open()
                await untilCancelled()
                return .unreachable(id: request.id)
            }
            (self.nth, self.phone, self.card, self.journey, self.slot) = (nth, phone, card, journey, slot)
            person = phone.person("hanako")
            person.goesOn = false
        }

        /// Plays to that step, stops there, and gives the outcome; `nil`: there is no such step.
        func stopped(by stop: Stop) async -> Outcome? {
            let playing = Task { await conversation.play() }
            let talking = Task {
                await person.talk(in: conversation) { [journey, nth, there] _ in
                    guard journey.steps.count == nth, journey.steps.last?.question != nil else { return false }
                    there.open()
                    return true
                }
            }
            let over = Task { [there] in
                _ = await playing.value
                there.open()
            }
            await there.wait()
            let came = conversation.moment.map { $0.step.outcome == nil } ?? false
            switch stop {
            case .said: if let moment = conversation.moment { conversation.tell(.stopped, at: moment) }
            case .cancelled: playing.cancel()
            }
            go.open()
            await talking.value
            await over.value
            return came ? await playing.value.step.outcome : nil
        }

        /// What the backend then holds: so many measures were applied for.
        func held() async -> Int? {
            let person = phone.person("hanako")
            person.goesOn = false
            guard case .standing(let status)? = await phone.play(.status, person, phone.card("hanako")) else {
                return nil
            }
            return status.facts.applied.count
        }
    }

    @Test(arguments: Stop.allCases, [Errand.apply, .status])
    func stoppedAtEveryStepItTellsTheTruthAndLetsGoOfTheCard(stop: Stop, errand: Errand) async {
        var nth = 1
        while true {
            let still = Standstill(errand, at: nth)
            guard let outcome = await still.stopped(by: stop) else { break }
            let step = still.journey.steps[nth - 1]
            let what = "\(stop) at step \(nth) of \(errand), a \(step.kind): \(outcome)"
            let held = await still.held()
            // Until the very request has left there is no doubt, not even while the card signs.
            #expect(outcome == .stopped(sent: step.isApplication ? .perhaps : .nothing), "\(what)")
            #expect(held == 0, "\(what)")
            #expect(!still.slot.isOpen, "\(what)")
            #expect(still.slot.commands.areWiped, "\(what)")
            #expect(still.journey.steps.flatMap(\.secrets).areWiped, "\(what)")
            #expect(still.journey.events.flatMap(\.secrets).areWiped, "\(what)")
            // Whatever the card was doing, it did; nothing more was asked of it.
            let commands = still.journey.steps.prefix(nth).filter { $0.kind == "transmit" }.count
            #expect(still.card.commands() == commands, "\(what)")
            nth += 1
        }
        #expect(nth > (errand == .apply ? 18 : 8), "so many steps: \(nth)")
    }

    @Test(arguments: Stop.allCases)
    func whatLeftAndWasTakenIsNeverCalledNothing(stop: Stop) async throws {
        let phone = Phone()
        let journey = RecordingJourney(phone.journey(.apply))
        let applied = await phone.play(
            phone.conversation(journey, VirtualSlot(phone.card("hanako"))), phone.person("hanako"))
        #expect(applied.isApplied)
        let application = journey.steps.firstIndex { $0.isApplication }
        let nth = try #require(application) + 1

        let still = Standstill(.apply, at: nth, acted: true)
        #expect(await still.stopped(by: stop) == .stopped(sent: .perhaps))
        #expect(await still.held() == 3)
    }

    @Test(arguments: Stop.allCases)
    func aCommandThatHasLeftIsWaitedFor(stop: Stop) async throws {
        let (there, go) = (Gate(), Gate())
        let (phone, ended) = (Phone(), Shared(false))
        let card = phone.card("hanako")
        let slot = RecordingSlot(VirtualSlot(card)) { call in
            guard call == .transmit(.password), card.verifies() == 0 else { return nil }
            there.open()
            await go.wait()
            return nil
        }
        let conversation = phone.conversation(.apply, slot)
        let playing = Task {
            let last = await conversation.play()
            ended.change { $0 = true }
            return last.step.outcome
        }
        let talking = Task { await phone.person("hanako").talk(in: conversation) }
        await there.wait()
        if stop == .cancelled {
            playing.cancel()
        } else {
            conversation.tell(.stopped, at: try #require(conversation.moment))
        }
        // As often as a loop that doesn't wait would need, and more.
        for _ in 0..<1_000 { await Task.yield() }
        #expect(!ended.value && slot.isOpen, "the command is still with the card")
        #expect(slot.commands.last?.isWiped == false)
        go.open()
        #expect(await playing.value == .stopped(sent: .nothing))
        await talking.value
        #expect(!slot.isOpen && slot.commands.areWiped)
        #expect(card.signatures() == 0)
    }

    @Test func aTaskThatIsCancelledBeforeItBeginsSendsNothing() async {
        let sent = Shared(0)
        let conversation = Phone().conversation(.apply, VirtualSlot(Phone().card("hanako"))) { request in
            sent.change { $0 += 1 }
            return .unreachable(id: request.id)
        }
        let go = Gate()
        let playing = Task {
            await go.wait()
            return await conversation.play().step.outcome
        }
        playing.cancel()
        go.open()
        #expect(await playing.value == .stopped(sent: .nothing))
        #expect(sent.value == 0)
    }

    /// The slot and the backend tell it themselves, so that both come together every time; now and then twice.
    @Test func aStopThatComesWithTheReplyIsHeardAfterIt() async {
        var nth = 1
        while true {
            let phone = Phone()
            let (journey, told) = (
                RecordingJourney(phone.journey(.apply)), Shared<(conversation: Conversation?, at: Int)>((nil, 0))
            )
            let stop: @Sendable () -> Void = { [nth] in
                guard journey.steps.count == nth, let conversation = told.value.conversation else { return }
                for _ in 0...nth % 2 { conversation.tell(.stopped, at: conversation.moment!) }
                told.change { $0.at = nth }
            }
            let slot = RecordingSlot(VirtualSlot(phone.card("hanako"))) { _ in
                stop()
                return nil
            }
            let conversation = phone.conversation(journey, slot) { request in
                stop()
                return phone.sandbox.answer(request: request)
            }
            told.change { $0.conversation = conversation }
            let outcome = await phone.play(conversation, phone.person("hanako"))
            told.change { $0.conversation = nil }
            let steps = journey.steps
            guard steps.count > nth || told.value.at == nth else { break }
            let what = "at step \(nth), a \(steps[nth - 1].kind): \(outcome as Any)"
            if told.value.at == nth {
                // The receipt came with the stop: better than "perhaps".
                let isReceipt = steps.count == nth + 1 && outcome.isApplied
                #expect(outcome == .stopped(sent: .nothing) || isReceipt, "\(what)")
                #expect(steps.count <= nth + 2, "\(what): it went on to \(steps.map(\.kind))")
                #expect(
                    slot.calls.filter { if case .end = $0 { false } else { true } }.count
                        == steps.prefix(nth).filter { ["tap", "transmit"].contains($0.kind) }.count, "\(what)")
            }
            #expect(!slot.isOpen, "\(what)")
            nth += 1
        }
        #expect(nth > 18, "so many steps: \(nth)")
    }

    @Test func whatIsSaidWhenTheCardComesIsHeardAndTheCardLetGo() async {
        let (phone, told) = (Phone(), Shared<Conversation?>(nil))
        let slot = RecordingSlot(VirtualSlot(phone.card("hanako"))) { call in
            if call == .tap, let conversation = told.value {
                conversation.tell(.back, at: conversation.moment!)
                told.change { $0 = nil }
            }
            return nil
        }
        let conversation = phone.conversation(.apply, slot)
        told.change { $0 = conversation }
        let person = phone.person("hanako")
        let outcome = await phone.play(conversation, person)
        #expect(outcome.isApplied, "\(outcome as Any)")
        #expect(person.asked.filter { $0 == .password }.count == 2)
        guard let tap = slot.calls.firstIndex(of: .tap), case .end = slot.calls[tap + 1] else {
            Issue.record("\(slot.calls)")
            return
        }
    }
}

extension Step {
    fileprivate var isApplication: Bool {
        if case .send(let request, _) = self {
            request.method == .post && request.url.hasSuffix("/application")
        } else {
            false
        }
    }
}
