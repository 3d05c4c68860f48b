import CardPoints
import CardPointsSandbox
import Support
import Testing

/// A change of language during a journey.
@Suite(.timeLimit(.minutes(10))) struct LanguageChangeTests {
    private let phone = SandboxPhone()

    private func session(_ kind: JourneyKind, _ connector: any CardConnector) -> JourneySession {
        let sandbox = phone.sandbox
        return JourneySession(
            kind: kind, language: .english, backend: sandbox.address(), practice: true, connector: connector
        ) {
            sandbox.answer(request: $0)
        }
    }

    /// The text of that question in a journey that started in that language.
    private func expectedText(_ topic: Topic, _ language: Language) -> ScreenText? {
        JourneyDriver(.apply, language: language).run(toQuestion: topic)?.text
    }

    @Test func theOpenQuestionComesAgainAndNoAnswerIsLost() async throws {
        let session = session(.apply, VirtualCardConnector(phone.card("hanako")))
        let person = phone.person("hanako")
        var seen: [(language: Language, text: ScreenText)] = []
        for await state in session.states {
            guard let question = state.step.question else { continue }
            guard question.about == .summary else {
                session.send(person.answer(question), at: state)
                continue
            }
            seen.append((session.language, question.text))
            switch seen.count {
            case 1: session.setLanguage(.plainJapanese)
            case 2: session.setLanguage(.japanese)
            default: session.send(person.answer(question), at: state)
            }
        }
        let last = await session.outcome()
        #expect(last.step.outcome.isApplied, "\(last)")
        #expect(last.text.title == "申込完了")
        #expect(seen.map(\.language) == [.english, .plainJapanese, .japanese])
        for (language, text) in seen { #expect(text == expectedText(.summary, language)) }
        #expect(person.topics.count == Set(person.topics).count, "no question comes twice")
    }

    @Test func aLanguageChangeDuringACommandOrRequestWaitsForTheNextQuestion() async throws {
        let journey = RecordingJourney(phone.journey(.apply))
        let shared = SharedValue<JourneyRunner?>(nil)
        let card = phone.card("hanako")
        let connector = RecordingConnector(VirtualCardConnector(card)) { call in
            // The person requests the other language before the tap and each command.
            shared.value?.setLanguage(shared.value?.language == .japanese ? .english : .japanese)
            return nil
        }
        let sandbox = phone.sandbox
        let runner = phone.runner(journey, connector) { request in
            shared.value?.setLanguage(shared.value?.language == .japanese ? .english : .japanese)
            return sandbox.answer(request: request)
        }
        shared.change { $0 = runner }
        let outcome = await phone.run(runner, phone.person("hanako").typing("0000"))
        shared.change { $0 = nil }
        #expect(outcome.isApplied, "\(outcome as Any)")
        #expect(card.verifies() == 2)
        let (events, steps) = (journey.events, journey.steps)
        var spoken = 0
        for (event, step) in zip(events.dropFirst(), steps) {
            guard case .setLanguage = event else { continue }
            spoken += 1
            #expect(step.kind == "ask")
        }
        #expect(spoken > 1)
    }

    @Test func selectingTheCurrentLanguageChangesNothing() async throws {
        let session = session(.help, VirtualCardConnector(phone.card("hanako")))
        let person = phone.person("hanako")
        var seen: [Int] = []
        for await state in session.states {
            guard let question = state.step.question else { continue }
            seen.append(state.id)
            session.setLanguage(.english)
            session.send(person.answer(question), at: state)
        }
        #expect(await session.outcome().step.outcome == .finished)
        #expect(seen == Array(1...seen.count))
    }

    @Test(arguments: [Language.japanese, .plainJapanese])
    func theScanSheetFollowsALanguageChange(language: Language) async throws {
        let nfc = NfcPhone(.english, .card(phone.card("hanako")))
        let session = session(.apply, nfc.reader)
        let person = phone.person("hanako")
        for await state in session.states {
            guard let question = state.step.question else { continue }
            if session.language == language {
                session.send(person.answer(question), at: state)
            } else {
                session.setLanguage(language)
            }
        }
        await nfc.settled()
        let messages = nfc.field.sheets.flatMap(\.messages)
        #expect(messages.contains { $0.contains("✓ \(labels(language: language).found)") })
        #expect(!messages.contains { $0.contains(labels(language: .english).found) })
    }
}
