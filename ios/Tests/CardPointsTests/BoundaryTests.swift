import CardPoints
import CardPointsSandbox
import Foundation
import Support
import Testing

/// What holds between Swift and the core, whatever comes.
@Suite(.timeLimit(.minutes(10))) struct BoundaryTests {
    @Test func theJourneyAndTheSandboxComeFromOneLibraryEachTypeOnce() {
        let play = Play()
        guard case .send(let request, let words)? = play.until({ $0.kind == "send" }) else {
            Issue.record("\(play.steps)")
            return
        }
        let event: CardPoints.Event = CardPointsSandbox.Sandbox().answer(request: request)
        #expect(play.next(event) != .send(request: request, words: words), "it is taken for the reply")
    }

    @Test(arguments: ["ask", "tap", "transmit", "send"])
    func aFaultOfOursComesAsAStepWithWordsAtEveryKindOfStepAgainAndAgain(kind: String) throws {
        let play = Play()
        var step = try #require(play.until { $0.kind == kind })
        failNext(journey: play.journey)
        for nth in 1...3 {
            step = play.next(play.usual(step))
            guard case .done(.broken, let words) = step else {
                Issue.record("\(kind), event \(nth): \(step)")
                return
            }
            #expect(!words.title.isEmpty && !words.text.isEmpty, "\(kind)")
        }
        #expect(play.next(.stopped).outcome == .broken, "\(kind)")
    }

    @Test(arguments: ["ask", "tap", "transmit", "send"])
    func aFaultOfOursEndsAConversationAndTheCardsSession(kind: String) async {
        let phone = Phone()
        let journey = phone.journey(.apply)
        let recording = RecordingJourney(journey)
        let slot = RecordingSlot(VirtualSlot(phone.card("hanako"))) { call in
            if (call == .tap) == (kind == "tap"), kind == "tap" || kind == "transmit" { failNext(journey: journey) }
            return nil
        }
        let conversation = phone.conversation(recording, slot) { request in
            if kind == "send" { failNext(journey: journey) }
            return phone.sandbox.answer(request: request)
        }
        async let last = conversation.play()
        let person = phone.person("hanako")
        for await moment in conversation.moments {
            guard let question = moment.step.question else { continue }
            if kind == "ask" { failNext(journey: journey) }
            conversation.tell(person.answer(question), at: moment)
        }
        let moment = await last
        #expect(moment.step.outcome == .broken, "\(kind)")
        #expect(recording.steps.dropLast().last?.kind == kind)
        #expect(slot.calls.last == .end(.failed(moment.words.title)), "\(kind)")
        #expect(!slot.isOpen && slot.commands.areWiped, "\(kind)")
    }

    @Test func everyEventMayComeAtEveryStepWithGoodAndWithSenselessContents() throws {
        let length = { () -> Int in
            let play = Play()
            play.through()
            return play.steps.count
        }()
        var tried = 0
        let world = Phone()
        for nth in 0..<length {
            for (name, event) in Self.everyEvent {
                // Only who comes to the outcome has applied for something, and needs a world without it.
                let play = Play(in: nth < length - 1 ? world : Phone())
                let at = try #require(play.at(nth), "step \(nth)")
                let then = play.next(event(at))
                #expect(!then.words.title.isEmpty || !then.words.text.isEmpty, "\(name) at step \(nth), a \(at.kind)")
                #expect(then.outcome != .broken, "\(name) at step \(nth), a \(at.kind)")
                tried += 1
            }
        }
        #expect(tried > 400, "\(tried)")
    }

    /// Each kind of event, as it fits the step and as nobody would send it.
    private static let everyEvent: [(String, @Sendable (Step) -> Event)] = {
        @Sendable func nothing() -> Secret { Secret(Data()) }
        @Sendable func noise() -> Secret { Secret(Data((0..<3_000).map { UInt8(truncatingIfNeeded: $0 * 37) })) }
        @Sendable func id(_ step: Step) -> Int32 { if case .send(let request, _) = step { request.id } else { 1 } }
        return [
            ("started", { _ in .started }), ("back", { _ in .back }), ("stopped", { _ in .stopped }),
            ("lost", { _ in .lost }),
            ("change service", { _ in .change(about: .service) }), ("change page", { _ in .change(about: .page) }),
            ("agreed", { _ in .answered(answer: .agreed) }),
            ("none chosen", { _ in .answered(answer: .chosen(ids: [])) }),
            (
                "nonsense chosen",
                { _ in .answered(answer: .chosen(ids: ["no", "no", "\0", String(repeating: "𝕏", count: 1_000)])) }
            ),
            ("nothing filled in", { _ in .answered(answer: .filled(entries: [])) }),
            (
                "noise filled in",
                { _ in
                    .answered(
                        answer: .filled(entries: [
                            Entry(field: "", value: noise()), Entry(field: "id", value: nothing()),
                        ]))
                }
            ),
            ("no password", { _ in .answered(answer: .password(password: nothing())) }),
            ("a long password", { _ in .answered(answer: .password(password: noise())) }),
            ("a password", { _ in .answered(answer: .password(password: Secret("7319"))) }),
            ("a card", { _ in .arrived(reader: Reader(largest: 65_544, selected: true)) }),
            ("a strange card", { _ in .arrived(reader: Reader(largest: .min, selected: false)) }),
            ("an empty reply", { _ in .replied(reply: nothing()) }), ("noise", { _ in .replied(reply: noise()) }),
            ("9000", { _ in .replied(reply: Secret(Data([0x90, 0]))) }),
            ("an empty body", { .received(id: id($0), status: 200, body: nothing()) }),
            ("noise received", { .received(id: id($0), status: .min, body: noise()) }),
            ("the reply to another request", { _ in .received(id: .max, status: 200, body: Secret("{}")) }),
            ("unreachable", { .unreachable(id: id($0)) }), ("another unreachable", { _ in .unreachable(id: .min) }),
        ]
    }()

    @Test func manyThreadsMayCallOneJourney() {
        let play = Play()
        DispatchQueue.concurrentPerform(iterations: 8) { nth in
            for _ in 0..<50 { _ = play.journey.next(event: nth % 2 == 0 ? .started : .back) }
            _ = play.journey.transcript()
        }
        #expect(play.next(.started).kind == "send")
    }

    @Test(arguments: ["ask", "tap", "transmit", "send", "done"])
    func stoppedThenReleasedFromAnyThreadWhateverStepIsOpen(kind: String) async throws {
        // The journey goes while its step is still held.
        let step = { () -> Step? in
            let play = Play()
            return play.until { $0.kind == kind }
        }()
        #expect(step?.words.practice?.isEmpty == false, "\(kind)")

        // From a task that is cancelled.
        let go = Gate()
        let stopping = Task {
            let play = Play()
            play.until { $0.kind == kind }
            await go.wait()
            #expect(Task.isCancelled)
            return play.next(.stopped).outcome
        }
        stopping.cancel()
        go.open()
        let outcome = await stopping.value
        #expect(kind == "done" ? outcome.isApplied : outcome == .stopped(sent: .nothing), "\(kind): \(outcome as Any)")

        // By several threads at once, of which one has the last reference.
        for _ in 0..<20 {
            let threads = 4
            let shared = Shared<[Journey]>([])
            do {
                let play = Play()
                play.until { $0.kind == kind }
                shared.change { $0 = Array(repeating: play.journey, count: threads) }
            }
            DispatchQueue.concurrentPerform(iterations: threads) { nth in
                let journey = shared.change { $0.removeLast() }
                _ = journey.next(event: nth == 0 ? .stopped : .back)
            }
        }
    }

    @Test func datesTimesAndTextsInSeveralLanguagesAreThePlatforms() throws {
        let phone = Phone()
        guard case .applied(let receipt)? = Play(in: phone).through() else {
            Issue.record("no receipt")
            return
        }
        #expect(abs(receipt.at.timeIntervalSinceNow) < 600)
        let later = Play(.status, in: phone)
        later.person.goesOn = false
        guard case .standing(let status)? = later.through() else {
            Issue.record("nothing stands")
            return
        }
        #expect(status.facts.applied == receipt.standing)
        #expect(status.preregistered?.at == receipt.at)
        var japan = Calendar(identifier: .gregorian)
        japan.timeZone = try #require(TimeZone(identifier: "Asia/Tokyo"))
        let today = japan.dateComponents([.year, .month, .day], from: receipt.at)
        #expect(!receipt.standing.isEmpty)
        for measure in receipt.standing {
            #expect([measure.on.year, measure.on.month, measure.on.day] == [today.year, today.month, today.day])
            #expect(measure.on.isValidDate)
            #expect(Set(measure.serviceName.keys) == Set(Language.allCases))
            #expect(measure.serviceName.values.allSatisfy { !$0.isEmpty })
        }
        guard case .card(let report)? = Play(.card, in: phone).through(), let certificate = report.certificate else {
            Issue.record("no certificate")
            return
        }
        #expect(certificate.from < Date() && Date() < certificate.until)
    }
}
