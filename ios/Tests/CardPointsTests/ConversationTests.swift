import CardPointsSandbox
import Foundation
import Support
import Testing

@testable import CardPoints

/// The loop between a journey, a person, a slot and a backend.
@Suite(.timeLimit(.minutes(10))) struct ConversationTests {
    private let phone = Phone()

    // What a person says

    @Test func whatIsSaidAtAnOldMomentAnswersNothingAndIsWiped() async throws {
        let conversation = phone.conversation(.apply, VirtualSlot(phone.card("hanako")))
        let person = phone.person("hanako")
        let late = Shared<[Secret]>([])
        async let last = conversation.play()
        var before: Moment?
        for await moment in conversation.moments {
            guard let question = moment.step.question else { continue }
            if let before, late.value.count < 60 {
                let password = Secret("0000")
                late.change { $0.append(password) }
                conversation.tell(.answered(answer: .password(password: password)), at: before)
                conversation.tell(.back, at: before)
                conversation.again(at: before)
            }
            before = moment
            conversation.tell(person.answer(question), at: moment)
        }
        let outcome = await last.step.outcome
        #expect(outcome.isApplied, "\(outcome as Any)")
        #expect(person.typed == 1)
        #expect(late.value.count > 3)
        for (nth, secret) in late.value.enumerated() { #expect(secret.isWiped, "the one said too late, number \(nth)") }
    }

    @Test func aDoubleClickFromManyThreadsAnswersOneQuestion() async throws {
        let card = phone.card("hanako")
        card.setTries(tries: 1)
        let conversation = phone.conversation(.apply, VirtualSlot(card))
        let person = phone.person("hanako")
        async let last = conversation.play()
        let typed = (0..<20).map { _ in Secret("0000") }
        var password: Moment?
        for await moment in conversation.moments {
            switch moment.step.question?.about {
            case .password?:
                password = moment
                DispatchQueue.concurrentPerform(iterations: typed.count) { nth in
                    conversation.tell(.answered(answer: .password(password: typed[nth])), at: moment)
                    conversation.tell(.answered(answer: .agreed), at: moment)
                }
            case .lastTry?:
                // Whatever else is said about the password must not be taken for "use my last try".
                let password = try #require(password)
                for _ in 0..<20 { conversation.tell(.answered(answer: .agreed), at: password) }
                conversation.tell(.stopped, at: moment)
            case .some: conversation.tell(person.answer(moment.step.question!), at: moment)
            case nil: break
            }
        }
        #expect(await last.step.outcome == .stopped(sent: .nothing))
        #expect(card.tries() == 1)
        #expect(card.verifies() == 0)
        for (nth, secret) in typed.enumerated() { #expect(secret.isWiped, "password \(nth)") }
        let late = Secret("1234")
        conversation.tell(.answered(answer: .password(password: late)), at: try #require(password))
        #expect(late.isWiped, "said after the outcome")
    }

    @Test func whatIsSaidToAConversationThatIsNeverPlayedIsWiped() async {
        let password = Secret("1234")
        do {
            let conversation = phone.conversation(.apply, VirtualSlot(phone.card("hanako")))
            let moment = Moment(
                id: 1, step: .tap(why: .first, words: Words(title: "", text: [], lines: [], practice: nil, code: nil)),
                hindrance: nil)
            conversation.tell(.answered(answer: .password(password: password)), at: moment)
            #expect(!password.isWiped)
        }
        #expect(password.isWiped)
    }

    // What is shown

    @Test func equalStepsAreTwoMomentsAndBothAreShown() async {
        let conversation = phone.conversation(.apply, VirtualSlot(phone.card("hanako"))) { .unreachable(id: $0.id) }
        let person = phone.person("hanako")
        async let last = conversation.play()
        var seen: [Moment] = []
        for await moment in conversation.moments {
            guard let question = moment.step.question else { continue }
            seen.append(moment)
            conversation.tell(seen.count == 4 ? .stopped : person.answer(question), at: moment)
        }
        #expect(await last.step.outcome == .stopped(sent: .nothing))
        #expect(Set(seen.map(\.id)).count == 4, "each is one of its own")
        #expect(
            zip(seen, seen.dropFirst()).contains { $0.step == $1.step && $0 != $1 },
            "word for word, else this shows nothing")
    }

    @Test func whoIsSlowMissesWhatCameBetweenButGetsTheNewest() async {
        let conversation = phone.conversation(.apply, VirtualSlot(phone.card("hanako")))
        var slow = conversation.moments.makeAsyncIterator()
        let outcome = await phone.play(conversation, phone.person("hanako"))
        #expect(outcome.isApplied, "\(outcome as Any)")
        #expect(await slow.next() == conversation.moment)
        #expect(conversation.moment?.step.outcome == outcome)
        #expect(await slow.next() == nil)
    }

    @Test func anyNumberMayListenAndEachSeesTheOutcomeLast() async {
        let conversation = phone.conversation(.apply, VirtualSlot(phone.card("hanako")))
        let streams = (0..<20).map { _ in conversation.moments }
        let outcome = await withTaskGroup(of: [Moment].self) { group in
            for stream in streams {
                group.addTask { await stream.reduce(into: []) { $0.append($1) } }
            }
            let outcome = await phone.play(conversation, phone.person("hanako"))
            for await seen in group {
                #expect(seen.last?.step.outcome == outcome, "\(seen.last as Any)")
                #expect(seen.map(\.id) == seen.map(\.id).sorted(), "in order")
                #expect(Set(seen.map(\.id)).count == seen.count, "each once")
            }
            return outcome
        }
        #expect(outcome.isApplied, "\(outcome as Any)")
    }

    @Test func whoListensAfterTheOutcomeGetsItAndNoMore() async {
        let conversation = phone.conversation(.help, VirtualSlot(phone.card("hanako")))
        let outcome = await phone.play(conversation, phone.person("hanako"))
        for _ in 0..<2 {
            let seen = await conversation.moments.reduce(into: []) { $0.append($1) }
            #expect(seen.map(\.step.outcome) == [outcome])
        }
    }

    @Test func aListenerOfAConversationThatIsLetGoIsNotLeftWaiting() async {
        let moments = phone.conversation(.apply, VirtualSlot(phone.card("hanako"))).moments
        #expect(await moments.reduce(0) { count, _ in count + 1 } == 0)
    }

    // What hinders

    @Test(arguments: Hindrance.allCases, ["again", "back", "stop"])
    func whateverHindersTheCardIsShownAndWaitsForThePerson(hindrance: Hindrance, then: String) async {
        let hindered = Shared(0)
        let slot = RecordingSlot(VirtualSlot(phone.card("hanako"))) { call in
            call == .tap
                && hindered.change {
                    $0 += 1
                    return $0
                } <= 2 ? hindrance : nil
        }
        let conversation = phone.conversation(.apply, slot)
        let person = phone.person("hanako")
        async let last = conversation.play()
        var seen: [Moment] = []
        for await moment in conversation.moments {
            if let question = moment.step.question { conversation.tell(person.answer(question), at: moment) }
            guard moment.hindrance != nil else { continue }
            seen.append(moment)
            #expect(slot.calls.filter { $0 == .tap }.count == seen.count, "no sheet comes up by itself")
            switch then {
            case "again": conversation.again(at: moment)
            case "back": conversation.tell(.back, at: moment)
            default: conversation.tell(.stopped, at: moment)
            }
        }
        let outcome = await last.step.outcome
        let what = "\(hindrance), \(then): \(outcome as Any)"
        #expect(seen.allSatisfy { $0.hindrance == hindrance && $0.step.kind == "tap" }, "\(what)")
        if then == "stop" {
            #expect(seen.count == 1, "\(what)")
            #expect(outcome == .stopped(sent: .nothing), "\(what)")
        } else {
            #expect(seen.count == 2, "\(what)")
            #expect(outcome.isApplied, "\(what)")
            #expect(person.asked.filter { $0 == .password }.count == (then == "back" ? 3 : 1), "\(what)")
        }
        #expect(!slot.isOpen, "\(what)")
    }

    @Test func whileACardIsWaitedForThereIsNothingToDoAgain() async throws {
        let (there, go) = (Gate(), Gate())
        let slot = RecordingSlot(VirtualSlot(phone.card("hanako"))) { call in
            if call == .tap {
                there.open()
                await go.wait()
            }
            return nil
        }
        let journey = RecordingJourney(phone.journey(.card))
        let conversation = phone.conversation(journey, slot)
        async let outcome = phone.play(conversation, phone.person("hanako"))
        await there.wait()
        let tap = try #require(conversation.moment)
        for _ in 0..<3 { conversation.again(at: tap) }
        go.open()
        guard case .card? = await outcome else {
            Issue.record("\(conversation.moment as Any)")
            return
        }
        #expect(slot.calls.filter { $0 == .tap }.count == 1)
    }

    // What the slot and the backend see

    @Test(arguments: [nil, 1, 3, 5] as [Int32?])
    func theSlotIsCalledInTheOrderThatItsContractSays(torn: Int32?) async {
        let card = phone.card("hanako")
        if let torn { card.tear(nth: torn, acted: true) }
        let slot = RecordingSlot(VirtualSlot(card))
        let journey = RecordingJourney(phone.journey(.apply))
        let outcome = await phone.play(phone.conversation(journey, slot), phone.person("hanako").typing("0000"))
        #expect(outcome.isApplied, "\(outcome as Any)")
        // Each step is one call, and none comes between: a card that must be laid on anew keeps its session.
        #expect(slot.calls.count == journey.steps.count)
        for (call, step) in zip(slot.calls, journey.steps) {
            switch (call, step) {
            case (.tap, .tap): break
            case (.transmit(let stage), .transmit(_, let wanted, _)): #expect(stage == wanted)
            case (.end(.failed(let why)), .ask(let question)):
                #expect(why == question.problem?.text ?? question.words.title)
            case (.end(.done(let title)), .send(_, let words)), (.end(.done(let title)), .done(_, let words)):
                #expect(title == words.title)
            default: Issue.record("\(call) at \(step.kind)")
            }
        }
        #expect(
            slot.calls.contains { if case .end(.failed) = $0 { true } else { false } }, "the password was wrong once")
    }

    @Test(arguments: [("kenji", Reason.locked), ("fumio", .renew)])
    func aCardThatWillNotDoEndsItsSessionWithTheReason(id: String, reason: Reason) async {
        let slot = RecordingSlot(VirtualSlot(phone.card(id)))
        let conversation = phone.conversation(.apply, slot)
        let outcome = await phone.play(conversation, phone.person(id))
        #expect(outcome == .ended(reason: reason))
        #expect(slot.calls.last == .end(.failed(conversation.moment?.words.title ?? "")), "\(id)")
    }

    @Test func commandsRequestsRepliesAndAnswersAreWipedAfterwards() async {
        let card = phone.card("hanako")
        card.tear(nth: 4, acted: true)
        let journey = RecordingJourney(phone.journey(.apply))
        let slot = RecordingSlot(VirtualSlot(card))
        let outcome = await phone.play(phone.conversation(journey, slot), phone.person("hanako").typing("0000"))
        #expect(outcome.isApplied, "\(outcome as Any)")
        #expect(slot.commands.count > 6)
        for (nth, secret) in slot.commands.enumerated() { #expect(secret.isWiped, "command \(nth)") }
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

    @Test func nothingIsHeldAfterwards() async {
        weak var conversation: Conversation?
        weak var journey: RecordingJourney?
        weak var slot: RecordingSlot?
        do {
            let watched = (RecordingJourney(phone.journey(.apply)), RecordingSlot(VirtualSlot(phone.card("hanako"))))
            let played = phone.conversation(watched.0, watched.1)
            (conversation, journey, slot) = (played, watched.0, watched.1)
            _ = await phone.play(played, phone.person("hanako"))
            // One who looked once and turned away.
            for await _ in played.moments { break }
        }
        #expect(conversation == nil)
        #expect(journey == nil)
        #expect(slot == nil)
    }
}
