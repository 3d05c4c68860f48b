import CardPoints
import CardPointsSandbox
import Support
import Testing

@testable import CardPointsUI

@MainActor @Suite(.timeLimit(.minutes(5))) struct PasswordTests {
    @Test(arguments: Language.allCases)
    func aWrongPasswordIsSaidFirstAndTheFieldIsEmpty(language: Language) async throws {
        let handset = Handset(language)
        let first = try #require(await handset.asked(.password))
        handset.fields[0].node.type?("0000")
        handset.press(first.question.go)
        let again = try #require(await handset.asked(after: first.moment.id))
        #expect(again.question.about == .password)
        let problem = try #require(again.question.problem?.text)
        #expect(handset.shown.filter { $0 == problem }.count == 1)
        #expect(handset.fields[0].node.value == "0")
        await handset.until { handset.elements.contains { $0.label.hasSuffix(problem) && $0.node.focused } }
        #expect(handset.card.tries() == 2)
        #expect(handset.felt.last == .lost)
    }

    @Test func onlyDigitsAreTypedAndNoMoreThanFour() async throws {
        let handset = Handset()
        _ = try #require(await handset.asked(.password))
        let field = handset.fields[0]
        #expect(field.node.kind == .secureField && field.node.keyboard == .numberPad && !field.node.corrects)
        #expect(field.node.contentType == .oneTimeCode && field.node.privacySensitive)
        field.node.type?("１2a-3٤")
        #expect(handset.fields[0].node.value == "3", "VoiceOver is told how many digits there are, not which")
        #expect(handset.fields[0].node.text == "●●●")
        handset.fields[0].node.type?("98765")
        #expect(handset.fields[0].node.value == "4")
        #expect(!handset.shown.joined().contains("9876"))
    }

    @Test func thePasswordIsShownOnlyWhileItIsHeldAndNeverRead() async throws {
        let handset = Handset()
        _ = try #require(await handset.asked(.password))
        handset.fields[0].node.type?("4173")
        let show = try #require(handset.button(handset.labels.show))
        show.node.hold?(true)
        #expect(handset.shown.contains("4173"))
        #expect(!handset.elements.contains { $0.label.contains("4173") })
        handset.button(handset.labels.show)?.node.hold?(false)
        #expect(!handset.shown.contains("4173"))
    }

    @Test func whoeverPutsTheAppAwayFindsAnEmptyField() async throws {
        let handset = Handset()
        _ = try #require(await handset.asked(.password))
        handset.fields[0].node.type?("4173")
        handset.phase = .inactive
        #expect(handset.fields[0].node.value == "4", "the system's own sheet comes up")
        handset.phase = .background
        #expect(handset.fields[0].node.value == "0")
        handset.phase = .active
        #expect(handset.fields[0].node.value == "0")
    }

    @Test func aPasswordThatWasSentIsNoLongerThere() async throws {
        let gate = Gate()
        let handset = Handset(slot: { card in
            RecordingSlot(VirtualSlot(card)) { _ in
                await gate.wait()
                return nil
            }
        })
        let (_, question) = try #require(await handset.asked(.password))
        let draft = try #require(handset.fields.first?.node)
        draft.type?("4173")
        handset.press(question.go)
        #expect(handset.fields[0].node.value == "0", "cleared by the press itself")
        await handset.until { if case .tap = handset.screen?.moment.step { true } else { false } }
        #expect(handset.fields.isEmpty)
        gate.open()
    }

    @Test(arguments: Language.allCases, [true, false])
    func theLastTryIsUsedOnlyByItsOwnButton(language: Language, used: Bool) async throws {
        let handset = Handset(language, person: "nozomi")
        let (moment, question) = try #require(await handset.asked(.lastTry))
        guard case .agree(let instead) = question.form else {
            Issue.record("\(question.form)")
            return
        }
        #expect(handset.elements.filter(\.isButton).map(\.label).contains([question.go, instead]))
        #expect(handset.card.verifies() == 0)
        handset.press(used ? question.go : instead)
        _ = await handset.asked(after: moment.id)
        await handset.until { handset.button(handset.labels.home) != nil }
        handset.press(handset.labels.home)
        #expect(handset.card.verifies() == (used ? 1 : 0))
        if used {
            guard case .applied? = handset.closed.first else {
                Issue.record("\(handset.closed)")
                return
            }
        } else {
            #expect(handset.closed == [.stopped(sent: .nothing)])
        }
    }

    @Test(arguments: Language.allCases)
    func aLockedCardEndsTheJourneyInWords(language: Language) async throws {
        let handset = Handset(language, person: "kenji")
        await handset.play()
        guard case .done(.ended(.locked), let words)? = handset.screen?.moment.step else {
            Issue.record("\(handset.shown)")
            return
        }
        #expect(words.text.allSatisfy { text in handset.shown.filter { $0 == text }.count == 1 })
        #expect(handset.button(handset.labels.print) == nil)
        #expect(handset.felt.last == .lost)
    }

    @Test func whatIsTypedIsInNoDumpOfTheDraft() throws {
        let play = Play()
        for (topic, typed) in [(Topic.account, "8371945"), (.password, "4173")] {
            let question = try #require(play.asked(topic))
            let screen = Still(.ask(question: question)).screen
            var draft = Draft(screen)
            if case .form(.fields(let fields))? = screen.parts.first(where: {
                if case .form = $0 { true } else { false }
            }) {
                for field in fields where field.secret { draft[field] = typed }
            } else {
                draft[password: 4] = typed
            }
            var text = "\(draft) \(String(reflecting: draft))"
            dump(draft, to: &text)
            #expect(!text.contains(typed.prefix(4)))
            let secrets: [Secret]
            switch draft.answer() {
            case .password(let password): secrets = [password]
            case .filled(let entries): secrets = entries.map(\.value)
            default: secrets = []
            }
            #expect(secrets.contains { $0.count >= 4 })
            #expect(draft == Draft(screen), "nothing secret stays in the draft")
        }
    }
}
