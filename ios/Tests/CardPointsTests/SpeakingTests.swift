import CardPoints
import CardPointsSandbox
import Support
import Testing

/// Another language in the middle of a journey.
@Suite(.timeLimit(.minutes(10))) struct SpeakingTests {
    private let phone = Phone()

    private func session(_ errand: Errand, _ slot: any CardSlot) -> Session {
        let sandbox = phone.sandbox
        return Session(errand: errand, language: .english, backend: sandbox.address(), practice: true, slot: slot) {
            sandbox.answer(request: $0)
        }
    }

    /// What a journey says there that was begun in that language.
    private func words(_ topic: Topic, _ language: Language) -> Words? {
        Play(.apply, language: language).asked(topic)?.words
    }

    @Test func theOpenQuestionComesAgainAndNoAnswerIsLost() async throws {
        let session = session(.apply, VirtualSlot(phone.card("hanako")))
        let person = phone.person("hanako")
        var seen: [(language: Language, words: Words)] = []
        for await moment in session.moments {
            guard let question = moment.step.question else { continue }
            guard question.about == .summary else {
                session.tell(person.answer(question), at: moment)
                continue
            }
            seen.append((session.language, question.words))
            switch seen.count {
            case 1: session.speak(.plainJapanese)
            case 2: session.speak(.japanese)
            default: session.tell(person.answer(question), at: moment)
            }
        }
        let last = await session.outcome()
        #expect(last.step.outcome.isApplied, "\(last)")
        #expect(last.words.title == "申込完了")
        #expect(seen.map(\.language) == [.english, .plainJapanese, .japanese])
        for (language, words) in seen { #expect(words == self.words(.summary, language)) }
        #expect(person.asked.count == Set(person.asked).count, "nothing is asked twice")
    }

    @Test func whileACardIsReadAndARequestIsUnderWayItWaitsForTheNextQuestion() async throws {
        let journey = RecordingJourney(phone.journey(.apply))
        let said = Shared<Conversation?>(nil)
        let card = phone.card("hanako")
        let slot = RecordingSlot(VirtualSlot(card)) { call in
            // Every command, and the tap before, finds somebody who wants the other language.
            said.value?.speak(said.value?.language == .japanese ? .english : .japanese)
            return nil
        }
        let sandbox = phone.sandbox
        let conversation = phone.conversation(journey, slot) { request in
            said.value?.speak(said.value?.language == .japanese ? .english : .japanese)
            return sandbox.answer(request: request)
        }
        said.change { $0 = conversation }
        let outcome = await phone.play(conversation, phone.person("hanako").typing("0000"))
        said.change { $0 = nil }
        #expect(outcome.isApplied, "\(outcome as Any)")
        #expect(card.verifies() == 2)
        let (events, steps) = (journey.events, journey.steps)
        var spoken = 0
        for (event, step) in zip(events.dropFirst(), steps) {
            guard case .speak = event else { continue }
            spoken += 1
            #expect(step.kind == "ask")
        }
        #expect(spoken > 1)
    }

    @Test func whatIsSpokenAlreadyIsNotAskedAnew() async throws {
        let session = session(.help, VirtualSlot(phone.card("hanako")))
        let person = phone.person("hanako")
        var seen: [Int] = []
        for await moment in session.moments {
            guard let question = moment.step.question else { continue }
            seen.append(moment.id)
            session.speak(.english)
            session.tell(person.answer(question), at: moment)
        }
        #expect(await session.outcome().step.outcome == .read)
        #expect(seen == Array(1...seen.count))
    }

    @Test(arguments: [Language.japanese, .plainJapanese])
    func theSystemsSheetSpeaksItToo(language: Language) async throws {
        let nfc = NfcPhone(.english, .card(phone.card("hanako")))
        let session = session(.apply, nfc.reader)
        let person = phone.person("hanako")
        for await moment in session.moments {
            guard let question = moment.step.question else { continue }
            if session.language == language {
                session.tell(person.answer(question), at: moment)
            } else {
                session.speak(language)
            }
        }
        await nfc.settled()
        let messages = nfc.field.sheets.flatMap(\.messages)
        #expect(messages.contains { $0.contains("✓ \(labels(language: language).found)") })
        #expect(!messages.contains { $0.contains(labels(language: .english).found) })
    }
}
