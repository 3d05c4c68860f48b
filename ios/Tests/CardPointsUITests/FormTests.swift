import CardPoints
import CardPointsSandbox
import Support
import Testing

@testable import CardPointsUI

@MainActor @Suite(.timeLimit(.minutes(5))) struct FormTests {
    @Test func anInvalidFieldIsListedOnTopWithALinkToIt() async throws {
        let handset = Handset()
        let first = try #require(await handset.question(.account))
        #expect(handset.fields.count >= 2)
        for field in handset.fields { field.node.onInput?("x") }
        handset.press(first.question.submit)
        let again = try #require(await handset.nextQuestion(after: first.state.id))
        guard case .fill(let fields) = again.question.form else {
            Issue.record("\(again.question.form)")
            return
        }
        let wrong = try #require(fields.last { $0.problem != nil })
        let link = "\(wrong.label): \(try #require(wrong.problem))"
        #expect(handset.elements.contains { $0.isHeader && $0.label == handset.labels.problems })
        await handset.until {
            handset.elements.contains { $0.label.hasPrefix(handset.labels.problemTitle) && $0.node.isFocused }
        }
        handset.press(link)
        let field = try #require(handset.fields.first { $0.label.hasPrefix(wrong.label) })
        #expect(field.node.isFocused)
        #expect(handset.fields.filter(\.node.isFocused).count == 1)
        #expect(field.label.contains(wrong.problem ?? "-"), "the field itself says what is wrong")
    }

    @Test func inputStaysUnlessItIsSecret() async throws {
        let handset = Handset()
        let first = try #require(await handset.question(.account))
        for field in handset.fields { field.node.onInput?("12") }
        handset.press(first.question.submit)
        _ = try #require(await handset.nextQuestion(after: first.state.id))
        for field in handset.fields { #expect(field.node.text == (field.node.kind == .secureField ? "" : "12")) }
    }

    @Test func aFieldLimitsItsLengthAndAcceptsOnlyCharactersOfItsKeyboard() throws {
        let driver = JourneyDriver()
        guard case .fill(let fields)? = driver.run(toQuestion: .account)?.form, let field = fields.first else {
            Issue.record("no fields")
            return
        }
        let formField = FormField(field, labels(language: .english))
        #expect(
            formField.sanitized(String(repeating: "7", count: Int(field.maxLength) + 9)).count == Int(field.maxLength))
        var digits = field
        digits.keyboard = .digits
        #expect(FormField(digits, labels(language: .english)).sanitized("４０-0a1") == "4001")
        digits.keyboard = .latin
        #expect(FormField(digits, labels(language: .english)).sanitized("ＡＢ-1") == "AB-1")
        digits.keyboard = .text
        #expect(FormField(digits, labels(language: .english)).sanitized("Ａ") == "Ａ")
    }

    @Test(arguments: Language.allCases)
    func everyFieldHasTheRightKeyboardAndNoAutofill(language: Language) throws {
        let driver = JourneyDriver(language: language)
        let question = try #require(driver.run(toQuestion: .account))
        let fields = RenderedScreen(.ask(question: question), nil, language).tree.elements.filter {
            $0.node.onInput != nil
        }
        for (element, field) in zip(fields, question.fields) {
            #expect(element.node.keyboard == field.keyboard.type && !element.node.autocorrects)
            #expect((element.node.kind == .secureField) == field.secret)
            #expect(element.node.contentType == (field.secret ? .oneTimeCode : nil))
            #expect(element.label.hasPrefix(field.label))
        }
        #expect(fields.count == question.fields.count && fields.contains { $0.node.kind == .secureField })
    }

    @Test func aLanguageChangeKeepsSelectionAndInput() async throws {
        let handset = Handset()
        let (measures, question) = try #require(await handset.run { $0.about == .measures })
        guard case .choose(let choices, _, _, _, _) = question.form else { return }
        handset.choice(choices[1].label)?.node.onTap?()
        handset.press(labels(language: .plainJapanese).language)
        await handset.until { handset.screen?.language == .plainJapanese }
        #expect(handset.visibleText.contains(labels(language: .plainJapanese).stop))
        #expect(handset.elements.filter(\.isSelected).count == 1)
        handset.session.setLanguage(.english)
        await handset.until { handset.screen?.language == .english }
        #expect(handset.choice(choices[1].label)?.isSelected == true)

        let account = try #require(await handset.run(after: measures.id) { $0.about == .account })
        for field in handset.fields { field.node.onInput!("12") }
        handset.session.setLanguage(.japanese)
        await handset.until { handset.screen?.language == .japanese }
        #expect(handset.screen?.id == account.state.id)
        #expect(handset.fields[0].node.text == "12")
        #expect(handset.button(labels(language: .english).language) == nil, "where something is typed")
    }

    @Test func singleAndMultipleChoicesAreSelected() async throws {
        let handset = Handset()
        let (_, one) = try #require(await handset.question(.applied))
        guard case .choose(let choices, _, 1, _, _) = one.form else {
            Issue.record("\(one.form)")
            return
        }
        for choice in choices.prefix(2) { handset.choice(choice.label)?.node.onTap?() }
        #expect(handset.elements.filter(\.isSelected).map(\.label).count == 1)
        #expect(handset.choice(choices[1].label)?.isSelected == true)
        handset.perform(handset.person.answer(one), one)
        let (_, several) = try #require(await handset.question(.measures))
        guard case .choose(let measures, _, _, _, _) = several.form else { return }
        for choice in measures where handset.choice(choice.label)?.isSelected == false {
            handset.choice(choice.label)?.node.onTap?()
        }
        #expect(handset.elements.filter(\.isSelected).count == measures.count)
        handset.choice(measures[0].label)?.node.onTap?()
        #expect(handset.elements.filter(\.isSelected).count == measures.count - 1)
    }

    @Test(arguments: Language.allCases)
    func anUnavailableChoiceExplainsItselfAndCannotBeSelected(language: Language) async throws {
        let handset = Handset(language)
        let (_, question) = try #require(await handset.question(.service))
        guard case .choose(let choices, _, _, _, _) = question.form,
            let barred = choices.first(where: { $0.unavailable != nil })
        else {
            Issue.record("nothing is barred")
            return
        }
        let card = try #require(handset.choice(barred.label))
        #expect(card.label.contains("\(handset.labels.notAvailable) \(barred.unavailable ?? "-")"))
        #expect(!card.node.isEnabled)
        card.node.onTap?()
        #expect(handset.choice(barred.label)?.isSelected == false)
    }

    @Test(arguments: Language.allCases)
    func theSummaryLeadsToEachAnswer(language: Language) async throws {
        let handset = Handset(language)
        let (state, question) = try #require(await handset.question(.summary))
        guard case .review(let rows, let warning) = question.form, let row = rows.last(where: { $0.change != nil })
        else {
            Issue.record("\(question.form)")
            return
        }
        #expect(handset.visibleText.contains(warning))
        #expect(rows.contains { $0.value.range(of: "^[0-9]{4} [0-9]{4}", options: .regularExpression) != nil })
        handset.press("\(row.change ?? "-"): \(row.label)")
        #expect(await handset.nextQuestion(after: state.id)?.question.about == row.about)
    }

    @Test func theBackButtonIsInTheNavigationBar() async throws {
        let handset = Handset()
        let (state, _) = try #require(await handset.question(.measures))
        #expect(handset.elements.first?.label == handset.labels.back)
        handset.press(handset.labels.back)
        #expect(await handset.nextQuestion(after: state.id)?.question.about == .holder)
    }

    @Test func aSecondTapDoesNotAnswerTheNextQuestion() async throws {
        let handset = Handset()
        let (state, question) = try #require(await handset.question(.applied))
        let go = try #require(handset.button(question.submit))
        handset.choice("No")?.node.onTap?()
        go.node.onTap?()
        go.node.onTap?()
        let next = try #require(await handset.nextQuestion(after: state.id))
        #expect(next.question.about == .holder && next.question.problems.isEmpty)
    }

    @Test func tapsRightAfterAScreenChangeAreIgnored() async throws {
        let handset = Handset(tapDelay: 3600)
        let (_, question) = try #require(await handset.nextQuestion())
        handset.press(question.submit)
        handset.press(handset.labels.stop)
        #expect(handset.session.state?.id == handset.screen?.state.id)
    }
}
