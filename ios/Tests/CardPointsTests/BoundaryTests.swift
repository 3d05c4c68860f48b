import CardPoints
import CardPointsSandbox
import Foundation
import Support
import Testing

/// The boundary between Swift and the core, with any input.
@Suite(.timeLimit(.minutes(10))) struct BoundaryTests {
    @Test func theJourneyAndTheSandboxShareTheirTypes() {
        let driver = JourneyDriver()
        guard case .send(let request, let progress, let text)? = driver.run(until: { $0.kind == "send" }) else {
            Issue.record("\(driver.steps)")
            return
        }
        let event: CardPoints.Event = CardPointsSandbox.Sandbox().answer(request: request)
        #expect(
            driver.next(event) != .send(request: request, progress: progress, text: text),
            "the event counts as the reply")
    }

    @Test(arguments: ["ask", "tap", "transmit", "send"])
    func anInternalErrorAtEveryKindOfStepEndsTheJourneyWithText(kind: String) throws {
        let driver = JourneyDriver()
        var step = try #require(driver.run { $0.kind == kind })
        failNext(journey: driver.journey)
        for nth in 1...3 {
            step = driver.next(driver.usualEvent(step))
            guard case .done(.internalError, let text) = step else {
                Issue.record("\(kind), event \(nth): \(step)")
                return
            }
            #expect(!text.title.isEmpty && !text.paragraphs.isEmpty, "\(kind)")
        }
        #expect(driver.next(.stopped).outcome == .internalError, "\(kind)")
    }

    @Test(arguments: ["ask", "tap", "transmit", "send"])
    func anInternalErrorEndsTheRunnerAndTheCardSession(kind: String) async {
        let phone = SandboxPhone()
        let journey = phone.journey(.apply)
        let recording = RecordingJourney(journey)
        let connector = RecordingConnector(VirtualCardConnector(phone.card("hanako"))) { call in
            if (call == .tap) == (kind == "tap"), kind == "tap" || kind == "transmit" { failNext(journey: journey) }
            return nil
        }
        let runner = phone.runner(recording, connector) { request in
            if kind == "send" { failNext(journey: journey) }
            return phone.sandbox.answer(request: request)
        }
        async let last = runner.run()
        let person = phone.person("hanako")
        for await state in runner.states {
            guard let question = state.step.question else { continue }
            if kind == "ask" { failNext(journey: journey) }
            runner.send(person.answer(question), at: state)
        }
        let state = await last
        #expect(state.step.outcome == .internalError, "\(kind)")
        #expect(recording.steps.dropLast().last?.kind == kind)
        #expect(connector.calls.last == .end(.failed(state.text.title)), "\(kind)")
        #expect(!connector.isOpen && connector.commands.areWiped, "\(kind)")
    }

    @Test func everyEventIsHandledAtEveryStepWithValidAndInvalidContents() throws {
        let length = { () -> Int in
            let driver = JourneyDriver()
            driver.runToEnd()
            return driver.steps.count
        }()
        var tried = 0
        let phone = SandboxPhone()
        for nth in 0..<length {
            for (name, event) in Self.everyEvent {
                // Only a journey to the outcome applies for something, and needs a new sandbox.
                let driver = JourneyDriver(phone: nth < length - 1 ? phone : SandboxPhone())
                let at = try #require(driver.run(toStep: nth), "step \(nth)")
                let then = driver.next(event(at))
                #expect(
                    !then.text.title.isEmpty || !then.text.paragraphs.isEmpty, "\(name) at step \(nth), a \(at.kind)")
                #expect(then.outcome != .internalError, "\(name) at step \(nth), a \(at.kind)")
                tried += 1
            }
        }
        #expect(tried > 400, "\(tried)")
    }

    /// Each kind of event, with valid and invalid contents.
    private static let everyEvent: [(String, @Sendable (Step) -> Event)] = {
        @Sendable func nothing() -> Secret { Secret(Data()) }
        @Sendable func noise() -> Secret { Secret(Data((0..<3_000).map { UInt8(truncatingIfNeeded: $0 * 37) })) }
        @Sendable func id(_ step: Step) -> Int32 { if case .send(let request, _, _) = step { request.id } else { 1 } }
        return [
            ("started", { _ in .started }), ("back", { _ in .back }), ("stopped", { _ in .stopped }),
            ("lost", { _ in .lost }),
            ("change service", { _ in .change(about: .service) }), ("change page", { _ in .change(about: .helpPage) }),
            ("agreed", { _ in .answered(answer: .confirmed) }),
            ("none chosen", { _ in .answered(answer: .chosen(ids: [])) }),
            (
                "nonsense chosen",
                { _ in .answered(answer: .chosen(ids: ["no", "no", "\0", String(repeating: "𝕏", count: 1_000)])) }
            ),
            ("nothing filled in", { _ in .answered(answer: .filled(values: [])) }),
            (
                "noise filled in",
                { _ in
                    .answered(
                        answer: .filled(values: [
                            FieldValue(field: "", value: noise()), FieldValue(field: "id", value: nothing()),
                        ]))
                }
            ),
            ("no password", { _ in .answered(answer: .password(password: nothing())) }),
            ("a long password", { _ in .answered(answer: .password(password: noise())) }),
            ("a password", { _ in .answered(answer: .password(password: Secret("7319"))) }),
            (
                "a card",
                { _ in .arrived(reader: ReaderCapabilities(maxCommandBytes: 65_544, applicationSelected: true)) }
            ),
            (
                "a strange card",
                { _ in .arrived(reader: ReaderCapabilities(maxCommandBytes: .min, applicationSelected: false)) }
            ),
            ("an empty reply", { _ in .replied(reply: nothing()) }), ("noise", { _ in .replied(reply: noise()) }),
            ("9000", { _ in .replied(reply: Secret(Data([0x90, 0]))) }),
            ("an empty body", { .received(id: id($0), status: 200, body: nothing()) }),
            ("noise received", { .received(id: id($0), status: .min, body: noise()) }),
            ("the reply to another request", { _ in .received(id: .max, status: 200, body: Secret("{}")) }),
            ("unreachable", { .unreachable(id: id($0)) }), ("another unreachable", { _ in .unreachable(id: .min) }),
        ]
    }()

    @Test func manyThreadsMayCallOneJourney() {
        let driver = JourneyDriver()
        DispatchQueue.concurrentPerform(iterations: 8) { nth in
            for _ in 0..<50 { _ = driver.journey.next(event: nth % 2 == 0 ? .started : .back) }
            _ = driver.journey.transcript()
        }
        #expect(driver.next(.started).kind == "send")
    }

    @Test(arguments: ["ask", "tap", "transmit", "send", "done"])
    func aJourneyCanBeStoppedAndReleasedFromAnyThreadAtEveryStep(kind: String) async throws {
        // The journey is released while its step is still referenced.
        let step = { () -> Step? in
            let driver = JourneyDriver()
            return driver.run { $0.kind == kind }
        }()
        #expect(step?.text.practice?.isEmpty == false, "\(kind)")

        // From a cancelled task.
        let proceed = Gate()
        let stopping = Task {
            let driver = JourneyDriver()
            driver.run { $0.kind == kind }
            await proceed.wait()
            #expect(Task.isCancelled)
            return driver.next(.stopped).outcome
        }
        stopping.cancel()
        proceed.open()
        let outcome = await stopping.value
        #expect(
            kind == "done" ? outcome.isApplied : outcome == .stopped(submission: .notSent), "\(kind): \(outcome as Any)"
        )

        // By several threads at once, one of which has the last reference.
        for _ in 0..<20 {
            let threads = 4
            let shared = SharedValue<[Journey]>([])
            do {
                let driver = JourneyDriver()
                driver.run { $0.kind == kind }
                shared.change { $0 = Array(repeating: driver.journey, count: threads) }
            }
            DispatchQueue.concurrentPerform(iterations: threads) { nth in
                let journey = shared.change { $0.removeLast() }
                _ = journey.next(event: nth == 0 ? .stopped : .back)
            }
        }
    }

    @Test func datesTimesAndLocalizedTextsUsePlatformTypes() throws {
        let phone = SandboxPhone()
        guard case .applied(let receipt)? = JourneyDriver(phone: phone).runToEnd() else {
            Issue.record("no receipt")
            return
        }
        #expect(abs(receipt.at.timeIntervalSinceNow) < 600)
        let later = JourneyDriver(.status, phone: phone)
        later.person.appliesAfterStatus = false
        guard case .status(let status)? = later.runToEnd() else {
            Issue.record("nothing stands")
            return
        }
        #expect(status.facts.applied == receipt.applied)
        #expect(status.preregistered?.at == receipt.at)
        var japan = Calendar(identifier: .gregorian)
        japan.timeZone = try #require(TimeZone(identifier: "Asia/Tokyo"))
        let today = japan.dateComponents([.year, .month, .day], from: receipt.at)
        #expect(!receipt.applied.isEmpty)
        for measure in receipt.applied {
            #expect([measure.on.year, measure.on.month, measure.on.day] == [today.year, today.month, today.day])
            #expect(measure.on.isValidDate)
            #expect(Set(measure.serviceName.keys) == Set(Language.allCases))
            #expect(measure.serviceName.values.allSatisfy { !$0.isEmpty })
        }
        guard case .card(let report)? = JourneyDriver(.card, phone: phone).runToEnd(),
            let certificate = report.certificate
        else {
            Issue.record("no certificate")
            return
        }
        #expect(certificate.notBefore < Date() && Date() < certificate.notAfter)
    }
}
