import CardPoints
import CardPointsSandbox
import Support
import Testing

@testable import CardPointsUI

@MainActor @Suite(.timeLimit(.minutes(1))) struct ViewTests {
    @Test(arguments: [Language.japanese, .english])
    func aPersonAppliesFromTheFirstPageToTheReceipt(language: Language) async {
        let sandbox = Sandbox()
        let phone = Handset(language, .home, sandbox: sandbox)
        let person = Applicant(sandbox, "hanako")
        var last = 0
        while let (moment, question) = await phone.asked(after: last) {
            last = moment.id
            phone.perform(
                question.about == .home ? .answered(answer: .chosen(ids: ["apply"])) : person.answer(question), question
            )
        }
        guard case .done(.applied(let receipt), let words)? = phone.screen?.moment.step else {
            Issue.record("\(phone.shown)")
            return
        }
        #expect(phone.elements.contains { $0.isHeader && $0.label == words.title })
        #expect(phone.shown.contains(receipt.number))
        #expect(phone.felt == [.done])
        phone.press(phone.labels.home)
        #expect(phone.closed == [.applied(receipt: receipt)])
    }
}
