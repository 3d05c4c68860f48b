import CardPoints
import CardPointsSandbox
import Support
import Testing

@testable import CardPointsUI

@MainActor @Suite(.timeLimit(.minutes(5))) struct PasswordTests {
    @Test(arguments: Language.allCases)
    func aWrongPasswordIsReportedOnTopAndTheFieldIsEmpty(language: Language) async throws {
        let handset = Handset(language)
        let first = try #require(await handset.question(.password))
        handset.fields[0].node.onInput?("0000")
        handset.press(first.question.submit)
        let again = try #require(await handset.nextQuestion(after: first.state.id))
        #expect(again.question.about == .password)
        let problem = try #require(again.question.problems.first?.text)
        #expect(handset.visibleText.filter { $0 == problem }.count == 1)
        #expect(handset.fields[0].node.value == "0")
        await handset.until { handset.elements.contains { $0.label.hasSuffix(problem) && $0.node.isFocused } }
        #expect(handset.card.tries() == 2)
        #expect(handset.feedback.last == .failure)
    }

    @Test func thePasswordAcceptsFourDigits() async throws {
        let handset = Handset()
        _ = try #require(await handset.question(.password))
        let field = handset.fields[0]
        #expect(field.node.kind == .secureField && field.node.keyboard == .numberPad && !field.node.autocorrects)
        #expect(field.node.contentType == .oneTimeCode && field.node.privacySensitive)
        field.node.onInput?("１2a-3٤")
        #expect(handset.fields[0].node.value == "3", "VoiceOver is told how many digits there are, not which")
        #expect(handset.fields[0].node.text == "●●●")
        handset.fields[0].node.onInput?("98765")
        #expect(handset.fields[0].node.value == "4")
        #expect(!handset.visibleText.joined().contains("9876"))
    }

    @Test func thePasswordIsShownOnlyWhileTheButtonIsHeldAndNeverReadAloud() async throws {
        let handset = Handset()
        _ = try #require(await handset.question(.password))
        handset.fields[0].node.onInput?("4173")
        let show = try #require(handset.button(handset.labels.show))
        show.node.onHold?(true)
        #expect(handset.visibleText.contains("4173"))
        #expect(!handset.elements.contains { $0.label.contains("4173") })
        handset.button(handset.labels.show)?.node.onHold?(false)
        #expect(!handset.visibleText.contains("4173"))
    }

    @Test func secretsAreClearedInTheBackground() async throws {
        let handset = Handset()
        _ = try #require(await handset.question(.password))
        handset.fields[0].node.onInput?("4173")
        handset.phase = .inactive
        #expect(handset.fields[0].node.value == "4", "the system's own sheet comes up")
        handset.phase = .background
        #expect(handset.fields[0].node.value == "0")
        handset.phase = .active
        #expect(handset.fields[0].node.value == "0")
    }

    @Test func theTypedPasswordIsClearedWhenItIsSent() async throws {
        let gate = Gate()
        let handset = Handset(connector: { card in
            RecordingConnector(VirtualCardConnector(card)) { _ in
                await gate.wait()
                return nil
            }
        })
        let (_, question) = try #require(await handset.question(.password))
        let draft = try #require(handset.fields.first?.node)
        draft.onInput?("4173")
        handset.press(question.submit)
        #expect(handset.fields[0].node.value == "0", "cleared by the press itself")
        await handset.until { if case .tap = handset.screen?.state.step { true } else { false } }
        #expect(handset.fields.isEmpty)
        gate.open()
    }

    @Test(arguments: Language.allCases, [true, false])
    func theLastTryIsUsedOnlyByItsOwnButton(language: Language, used: Bool) async throws {
        let handset = Handset(language, person: "nozomi")
        let (state, question) = try #require(await handset.question(.lastTry))
        guard case .confirm(let instead) = question.form else {
            Issue.record("\(question.form)")
            return
        }
        #expect(handset.elements.filter(\.isButton).map(\.label).contains([question.submit, instead]))
        #expect(handset.card.verifies() == 0)
        handset.press(used ? question.submit : instead)
        _ = await handset.nextQuestion(after: state.id)
        await handset.until { handset.button(handset.labels.home) != nil }
        handset.press(handset.labels.home)
        #expect(handset.card.verifies() == (used ? 1 : 0))
        if used {
            guard case .applied? = handset.closed.first else {
                Issue.record("\(handset.closed)")
                return
            }
        } else {
            #expect(handset.closed == [.stopped(submission: .notSent)])
        }
    }

    @Test(arguments: Language.allCases)
    func aLockedCardEndsTheJourneyWithAnExplanation(language: Language) async throws {
        let handset = Handset(language, person: "kenji")
        await handset.run()
        guard case .done(.ended(.passwordLocked), let text)? = handset.screen?.state.step else {
            Issue.record("\(handset.visibleText)")
            return
        }
        #expect(text.paragraphs.allSatisfy { text in handset.visibleText.filter { $0 == text }.count == 1 })
        #expect(handset.button(handset.labels.print) == nil)
        #expect(handset.feedback.last == .failure)
    }

    @Test func typedSecretsAreInNoDumpOfTheDraft() throws {
        let driver = JourneyDriver()
        for (topic, typed) in [(Topic.account, "8371945"), (.password, "4173")] {
            let question = try #require(driver.run(toQuestion: topic))
            let screen = RenderedScreen(.ask(question: question)).screen
            var draft = AnswerDraft(screen)
            if case .form(.fields(let fields))? = screen.elements.first(where: {
                if case .form = $0 { true } else { false }
            }) {
                for field in fields where field.isSecret { draft[field] = typed }
            } else {
                draft[password: 4] = typed
            }
            var text = "\(draft) \(String(reflecting: draft))"
            dump(draft, to: &text)
            #expect(!text.contains(typed.prefix(4)))
            let secrets: [Secret]
            switch draft.takeAnswer() {
            case .password(let password): secrets = [password]
            case .filled(let values): secrets = values.map(\.value)
            default: secrets = []
            }
            #expect(secrets.contains { $0.count >= 4 })
            #expect(draft == AnswerDraft(screen), "nothing secret stays in the draft")
        }
    }
}
