import CardPoints
import CardPointsSandbox
import Support
import Testing

@testable import CardPointsUI

@MainActor @Suite(.timeLimit(.minutes(5))) struct FormTests {
    @Test func aFieldThatIsWrongIsSaidOnTopAndTheLinkLeadsThere() async throws {
        let handset = Handset()
        let first = try #require(await handset.asked(.account))
        #expect(handset.fields.count >= 2)
        for field in handset.fields { field.node.type?("x") }
        handset.press(first.question.go)
        let again = try #require(await handset.asked(after: first.moment.id))
        guard case .fill(let fields) = again.question.form else {
            Issue.record("\(again.question.form)")
            return
        }
        let wrong = try #require(fields.last { $0.problem != nil })
        let link = "\(wrong.label): \(try #require(wrong.problem))"
        #expect(handset.elements.contains { $0.isHeader && $0.label == handset.labels.problems })
        await handset.until {
            handset.elements.contains { $0.label.hasPrefix(handset.labels.problemTitle) && $0.node.focused }
        }
        handset.press(link)
        let field = try #require(handset.fields.first { $0.label.hasPrefix(wrong.label) })
        #expect(field.node.focused)
        #expect(handset.fields.filter(\.node.focused).count == 1)
        #expect(field.label.contains(wrong.problem ?? "-"), "the field itself says what is wrong")
    }

    @Test func whatWasTypedStaysUnlessItIsSecret() async throws {
        let handset = Handset()
        let first = try #require(await handset.asked(.account))
        for field in handset.fields { field.node.type?("12") }
        handset.press(first.question.go)
        _ = try #require(await handset.asked(after: first.moment.id))
        for field in handset.fields { #expect(field.node.text == (field.node.kind == .secureField ? "" : "12")) }
    }

    @Test func aFieldTakesNoMoreThanItMayAndOnlyWhatItsKeysWrite() throws {
        let play = Play()
        guard case .fill(let fields)? = play.asked(.account)?.form, let field = fields.first else {
            Issue.record("no fields")
            return
        }
        let part = FieldPart(field, labels(language: .english))
        #expect(part.fitting(String(repeating: "7", count: Int(field.most) + 9)).count == Int(field.most))
        var digits = field
        digits.keyboard = .digits
        #expect(FieldPart(digits, labels(language: .english)).fitting("４０-0a1") == "4001")
        digits.keyboard = .latin
        #expect(FieldPart(digits, labels(language: .english)).fitting("ＡＢ-1") == "AB-1")
        digits.keyboard = .text
        #expect(FieldPart(digits, labels(language: .english)).fitting("Ａ") == "Ａ")
    }

    @Test(arguments: Language.allCases)
    func everyFieldHasTheRightKeysAndCompletesNothing(language: Language) throws {
        let play = Play(language: language)
        let question = try #require(play.asked(.account))
        let fields = Still(.ask(question: question), nil, language).tree.elements.filter { $0.node.type != nil }
        for (element, field) in zip(fields, question.fields) {
            #expect(element.node.keyboard == field.keyboard.type && !element.node.corrects)
            #expect((element.node.kind == .secureField) == field.secret)
            #expect(element.node.contentType == (field.secret ? .oneTimeCode : nil))
            #expect(element.label.hasPrefix(field.label))
        }
        #expect(fields.count == question.fields.count && fields.contains { $0.node.kind == .secureField })
    }

    @Test func theQuestionInAnotherLanguageKeepsWhatWasChosenAndTyped() async throws {
        let handset = Handset()
        let (measures, question) = try #require(await handset.play { $0.about == .measures })
        guard case .choose(let choices, _, _, _, _) = question.form else { return }
        handset.card(choices[1].label)?.node.press?()
        handset.press(labels(language: .plainJapanese).language)
        await handset.until { handset.screen?.language == .plainJapanese }
        #expect(handset.shown.contains(labels(language: .plainJapanese).stop))
        #expect(handset.elements.filter(\.isSelected).count == 1)
        handset.session.speak(.english)
        await handset.until { handset.screen?.language == .english }
        #expect(handset.card(choices[1].label)?.isSelected == true)

        let account = try #require(await handset.play(after: measures.id) { $0.about == .account })
        for field in handset.fields { field.node.type!("12") }
        handset.session.speak(.japanese)
        await handset.until { handset.screen?.language == .japanese }
        #expect(handset.screen?.id == account.moment.id)
        #expect(handset.fields[0].node.text == "12")
        #expect(handset.button(labels(language: .english).language) == nil, "where something is typed")
    }

    @Test func oneIsChosenWhereOneMayBeAndSeveralWhereSeveralMay() async throws {
        let handset = Handset()
        let (_, one) = try #require(await handset.asked(.applied))
        guard case .choose(let choices, _, 1, _, _) = one.form else {
            Issue.record("\(one.form)")
            return
        }
        for choice in choices.prefix(2) { handset.card(choice.label)?.node.press?() }
        #expect(handset.elements.filter(\.isSelected).map(\.label).count == 1)
        #expect(handset.card(choices[1].label)?.isSelected == true)
        handset.perform(handset.person.answer(one), one)
        let (_, several) = try #require(await handset.asked(.measures))
        guard case .choose(let measures, _, _, _, _) = several.form else { return }
        for choice in measures where handset.card(choice.label)?.isSelected == false {
            handset.card(choice.label)?.node.press?()
        }
        #expect(handset.elements.filter(\.isSelected).count == measures.count)
        handset.card(measures[0].label)?.node.press?()
        #expect(handset.elements.filter(\.isSelected).count == measures.count - 1)
    }

    @Test(arguments: Language.allCases)
    func whatCannotBeChosenSaysWhyAndIsNotChosen(language: Language) async throws {
        let handset = Handset(language)
        let (_, question) = try #require(await handset.asked(.service))
        guard case .choose(let choices, _, _, _, _) = question.form,
            let barred = choices.first(where: { $0.barred != nil })
        else {
            Issue.record("nothing is barred")
            return
        }
        let card = try #require(handset.card(barred.label))
        #expect(card.label.contains("\(handset.labels.notAvailable) \(barred.barred ?? "-")"))
        #expect(!card.node.enabled)
        card.node.press?()
        #expect(handset.card(barred.label)?.isSelected == false)
    }

    @Test(arguments: Language.allCases)
    func theSummaryLeadsToEachAnswer(language: Language) async throws {
        let handset = Handset(language)
        let (moment, question) = try #require(await handset.asked(.summary))
        guard case .check(let rows, let warning) = question.form, let row = rows.last(where: { $0.change != nil })
        else {
            Issue.record("\(question.form)")
            return
        }
        #expect(handset.shown.contains(warning))
        #expect(rows.contains { $0.value.range(of: "^[0-9]{4} [0-9]{4}", options: .regularExpression) != nil })
        handset.press("\(row.change ?? "-"): \(row.label)")
        #expect(await handset.asked(after: moment.id)?.question.about == row.about)
    }

    @Test func theWayBackIsWhereThePlatformHasIt() async throws {
        let handset = Handset()
        let (moment, _) = try #require(await handset.asked(.measures))
        #expect(handset.elements.first?.label == handset.labels.back)
        handset.press(handset.labels.back)
        #expect(await handset.asked(after: moment.id)?.question.about == .holder)
    }

    @Test func aSecondPressAnswersNothing() async throws {
        let handset = Handset()
        let (moment, question) = try #require(await handset.asked(.applied))
        let go = try #require(handset.button(question.go))
        handset.card("No")?.node.press?()
        go.node.press?()
        go.node.press?()
        let next = try #require(await handset.asked(after: moment.id))
        #expect(next.question.about == .holder && next.question.problem == nil)
    }

    @Test func aFingerThatIsStillComingDownTouchesNothing() async throws {
        let handset = Handset(calm: 3600)
        let (_, question) = try #require(await handset.asked())
        handset.press(question.go)
        handset.press(handset.labels.stop)
        #expect(handset.session.moment?.id == handset.screen?.moment.id)
    }
}
