import CardPoints
import CardPointsSandbox
import CoreNFC
import Support
import Testing

/// Journeys over the iPhone's NFC.
@Suite struct NfcCardReaderTests {
    private let sandbox = Sandbox()

    private func apply(_ phone: NfcPhone, _ language: Language = .english) -> JourneySession {
        JourneySession(
            kind: .apply, language: language, backend: sandbox.address(), practice: true, connector: phone.reader
        ) { [sandbox] in sandbox.answer(request: $0) }
    }

    /// Applies to the receipt.
    private func isApplied(_ phone: NfcPhone, by person: Applicant) async -> [ScanProblem] {
        let (end, scanProblems) = await apply(phone).run(with: person)
        #expect(end.step.outcome.isApplied, "\(end)")
        await phone.settled()
        #expect(phone.field.violations == [])
        return scanProblems
    }

    @Test(arguments: [(true, 4), (false, 5)])
    func anApplicationNeedsTheFewestCommands(selected: Bool, commands: Int) async {
        let phone = NfcPhone(.english, .card(sandbox.card(id: "hanako")!, selected: selected))
        #expect(await isApplied(phone, by: Applicant(sandbox, "hanako")) == [])
        #expect(phone.field.commandCount == commands)
        #expect(phone.field.sheets.count == 1)
        #expect(phone.field.sheets[0].ending == .succeeded)
    }

    @Test func afterACommandThatIsTooLongOnlyShortCommandsAreSent() async throws {
        let phone = NfcPhone(.english, .card(sandbox.card(id: "hanako")!))
        phone.field.commandFaults = [1: .fails(NFCReaderError(.readerTransceiveErrorPacketTooLong))]
        #expect(await isApplied(phone, by: Applicant(sandbox, "hanako")) == [])
        #expect(phone.field.sheets.count == 1)
        #expect(try await phone.reader.tap(.lay).maxCommandBytes == 261)
    }

    @Test(arguments: 1...5, [false, true])
    func anApplicationContinuesAfterTheCardIsLostAtAnyCommand(nth: Int, executed: Bool) async {
        let card = sandbox.card(id: "hanako")!
        let phone = NfcPhone(.english, .card(card, selected: false))
        phone.field.commandFaults = [nth: .tagLost(executed: executed)]
        let person = Applicant(sandbox, "hanako")
        #expect(await isApplied(phone, by: person) == [])
        // Before the password the sheet stays open. Afterwards the person types the password again, in a second sheet.
        #expect(phone.field.sheets.count == (nth < 4 ? 1 : 2), "\(phone.field.sheets)")
        #expect(card.tries() == 3)
        #expect(phone.field.sheets.last?.ending == .succeeded)
    }

    @Test func theSheetStaysOpenAfterTheCardWasLostAndSaysWhatToDo() async {
        let phone = NfcPhone(.english, .card(sandbox.card(id: "hanako")!))
        phone.field.commandFaults = [1: .tagLost(executed: false)]
        _ = await isApplied(phone, by: Applicant(sandbox, "hanako"))
        #expect(phone.field.sheets.map(\.messages.count) == [7])
        #expect(
            phone.field.sheets[0].messages[2]
                == "The card moved away too early\nNothing has been used up. Lay it on again and keep it still until it is done."
        )
    }

    @Test func noCardIsReadWhileThereAreSeveral() async {
        let card = sandbox.card(id: "hanako")!
        let other = sandbox.card(id: "taro")!
        let phone = NfcPhone(
            .english, .tags([SimulatedTag(other), SimulatedTag(card)]), .tags([SimulatedTag(card), .transit]),
            .card(card))
        #expect(await isApplied(phone, by: Applicant(sandbox, "hanako")) == [])
        #expect(phone.field.sheets.count == 1)
        #expect(phone.field.sheets[0].messages[1] == labels(language: .english).severalCards)
        // The system's own SELECT at each poll, and no command of the journey.
        #expect(other.commands() == 1)
    }

    @Test func pollingRestartsWhenACardCannotBeConnected() async {
        let card = sandbox.card(id: "hanako")!
        let tag = SimulatedTag(
            card,
            connectErrors: [
                NFCReaderError(.readerTransceiveErrorTagConnectionLost),
                NFCReaderError(.readerTransceiveErrorRetryExceeded),
                NFCReaderError(.readerTransceiveErrorTagResponseError),
            ])
        let phone = NfcPhone(.english, .tags([tag]))
        #expect(await isApplied(phone, by: Applicant(sandbox, "hanako")) == [])
        #expect(phone.field.pollCount == 4)
        #expect(phone.field.sheets.count == 1)
    }

    @Test func aTransitCardIsReportedInTheSameSheet() async {
        let phone = NfcPhone(.english, .tags([.transit]), .card(sandbox.card(id: "hanako")!))
        #expect(await isApplied(phone, by: Applicant(sandbox, "hanako")) == [])
        #expect(phone.field.sheets.count == 1)
        #expect(phone.field.sheets[0].messages.contains { $0.hasPrefix("This is not an Individual Number Card\n") })
    }

    @Test func aDifferentCardIsRejectedInTheSameSheetAndLosesNoTry() async {
        let (mine, other) = (sandbox.card(id: "hanako")!, sandbox.card(id: "taro")!)
        let phone = NfcPhone(.english, .card(mine), .card(other), .card(mine))
        phone.field.commandFaults = [2: .tagLost(executed: false)]
        #expect(await isApplied(phone, by: Applicant(sandbox, "hanako")) == [])
        #expect(phone.field.sheets.count == 1)
        #expect(phone.field.sheets[0].messages.contains { $0.hasPrefix("This is another card than before\n") })
        #expect(other.verifies() == 0)
    }

    @Test func aWrongPasswordEndsTheSheetWithTheReason() async {
        let phone = NfcPhone(.english, .card(sandbox.card(id: "hanako")!))
        #expect(await isApplied(phone, by: Applicant(sandbox, "hanako").typing("0001")) == [])
        guard case .failed(let text)? = phone.field.sheets[0].ending else {
            Issue.record("\(phone.field.sheets)")
            return
        }
        #expect(text.contains("2 tries left"))
        #expect(phone.field.sheets.count == 2)
        #expect(phone.field.sheets[1].ending == .succeeded)
    }

    @Test func theNextSheetWaitsForTheEndOfThePreviousOne() async throws {
        let phone = NfcPhone(.english, .card(sandbox.card(id: "hanako")!))
        for _ in 1...20 {
            _ = try await phone.reader.tap(.lay)
            phone.reader.end(.succeeded("x"))
        }
        await phone.settled()
        #expect(phone.field.sheets.map(\.ending) == Array(repeating: .succeeded, count: 20))
        #expect(phone.field.violations == [])
    }
}

extension ScreenText {
    static var lay: ScreenText {
        ScreenText(title: "Lay", paragraphs: ["How"], facts: [], practice: nil, supportCode: nil, feedback: nil)
    }
}
