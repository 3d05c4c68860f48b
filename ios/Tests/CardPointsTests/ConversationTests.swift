import CardPoints
import CardPointsSandbox
import Support
import Testing

@Suite struct ConversationTests {
    @Test func anApplicationIsPlayedToItsReceipt() async {
        let sandbox = Sandbox()
        let person = Applicant(sandbox, "hanako")
        let session = Session(
            errand: .apply, language: .english, backend: sandbox.address(), practice: true,
            slot: VirtualSlot(sandbox.card(id: "hanako")!)
        ) { sandbox.answer(request: $0) }
        for await moment in session.moments {
            if case .ask(let question) = moment.step { session.tell(person.answer(question), at: moment) }
        }
        guard case .done(.applied, let words) = await session.outcome().step else {
            Issue.record("\(session.moment as Any)")
            return
        }
        #expect(words.title == "Application Submitted")
    }
}
