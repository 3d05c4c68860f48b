import CardPoints
import CardPointsSandbox
import CoreNFC
import Support
import Testing

/// Journeys over the iPhone's NFC.
@Suite struct CardReaderTests {
    private let sandbox = Sandbox()

    private func apply(_ phone: NfcPhone, _ language: Language = .english) -> Session {
        Session(
            errand: .apply, language: language, backend: sandbox.address(), practice: true, slot: phone.reader
        ) { [sandbox] in sandbox.answer(request: $0) }
    }

    /// Applies to the receipt.
    private func isApplied(_ phone: NfcPhone, by person: Applicant) async -> [Hindrance] {
        let (end, hindrances) = await apply(phone).played(by: person)
        #expect(end.step.outcome.isApplied, "\(end)")
        await phone.settled()
        #expect(phone.field.complaints == [])
        return hindrances
    }

    @Test(arguments: [(true, 4), (false, 5)])
    func anApplicationTakesAsFewCommandsAsTheSystemAllows(selected: Bool, commands: Int) async {
        let phone = NfcPhone(.english, .card(sandbox.card(id: "hanako")!, selected: selected))
        #expect(await isApplied(phone, by: Applicant(sandbox, "hanako")) == [])
        #expect(phone.field.commands == commands)
        #expect(phone.field.sheets.count == 1)
        #expect(phone.field.sheets[0].ending == .ticked)
    }

    @Test func afterACommandThatWasTooLongOnlyShortOnesAreSentInTheSameSheetAndInThoseThatFollow() async throws {
        let phone = NfcPhone(.english, .card(sandbox.card(id: "hanako")!))
        phone.field.mishaps = [1: .refused(NFCReaderError(.readerTransceiveErrorPacketTooLong))]
        #expect(await isApplied(phone, by: Applicant(sandbox, "hanako")) == [])
        #expect(phone.field.sheets.count == 1)
        #expect(try await phone.reader.tap(.lay).largest == 261)
    }

    @Test(arguments: 1...5, [false, true])
    func aCardThatIsLostAtAnyCommandIsLaidOnAgainAndTheApplicationGoesOn(nth: Int, acted: Bool) async {
        let card = sandbox.card(id: "hanako")!
        let phone = NfcPhone(.english, .card(card, selected: false))
        phone.field.mishaps = [nth: .leaves(acted: acted)]
        let person = Applicant(sandbox, "hanako")
        #expect(await isApplied(phone, by: person) == [])
        // What was lost before the password needs none again, and stays in its sheet. After it, the person types in between.
        #expect(phone.field.sheets.count == (nth < 4 ? 1 : 2), "\(phone.field.sheets)")
        #expect(card.tries() == 3)
        #expect(phone.field.sheets.last?.ending == .ticked)
    }

    @Test func theSheetStaysForACardThatWasLostAndSaysWhatToDo() async {
        let phone = NfcPhone(.english, .card(sandbox.card(id: "hanako")!))
        phone.field.mishaps = [1: .leaves(acted: false)]
        _ = await isApplied(phone, by: Applicant(sandbox, "hanako"))
        #expect(phone.field.sheets.map(\.messages.count) == [7])
        #expect(
            phone.field.sheets[0].messages[2]
                == "The card moved away too early\nNothing has been used up. Lay it on again and keep it still until it is done."
        )
    }

    @Test func ofTwoCardsNoneIsReadUntilOneLiesAlone() async {
        let card = sandbox.card(id: "hanako")!
        let other = sandbox.card(id: "taro")!
        let phone = NfcPhone(
            .english, .tags([NFCFieldTag(other), NFCFieldTag(card)]), .tags([NFCFieldTag(card), .transit]), .card(card))
        #expect(await isApplied(phone, by: Applicant(sandbox, "hanako")) == [])
        #expect(phone.field.sheets.count == 1)
        #expect(phone.field.sheets[0].messages[1] == labels(language: .english).severalCards)
        // The system's own SELECT at each look, and no command of ours.
        #expect(other.commands() == 1)
    }

    @Test func aCardThatCannotBeConnectedIsLookedForAgain() async {
        let card = sandbox.card(id: "hanako")!
        let tag = NFCFieldTag(
            card,
            connectErrors: [
                NFCReaderError(.readerTransceiveErrorTagConnectionLost),
                NFCReaderError(.readerTransceiveErrorRetryExceeded),
                NFCReaderError(.readerTransceiveErrorTagResponseError),
            ])
        let phone = NfcPhone(.english, .tags([tag]))
        #expect(await isApplied(phone, by: Applicant(sandbox, "hanako")) == [])
        #expect(phone.field.pollings == 4)
        #expect(phone.field.sheets.count == 1)
    }

    @Test func aTransitCardIsSaidToBeOneInTheSameSheet() async {
        let phone = NfcPhone(.english, .tags([.transit]), .card(sandbox.card(id: "hanako")!))
        #expect(await isApplied(phone, by: Applicant(sandbox, "hanako")) == [])
        #expect(phone.field.sheets.count == 1)
        #expect(phone.field.sheets[0].messages.contains { $0.hasPrefix("This is not an Individual Number Card\n") })
    }

    @Test func anotherCardThanBeforeIsNoticedInTheSameSheetAndLosesNoTry() async {
        let (mine, other) = (sandbox.card(id: "hanako")!, sandbox.card(id: "taro")!)
        let phone = NfcPhone(.english, .card(mine), .card(other), .card(mine))
        phone.field.mishaps = [2: .leaves(acted: false)]
        #expect(await isApplied(phone, by: Applicant(sandbox, "hanako")) == [])
        #expect(phone.field.sheets.count == 1)
        #expect(phone.field.sheets[0].messages.contains { $0.hasPrefix("This is another card than before\n") })
        #expect(other.verifies() == 0)
    }

    @Test func aWrongPasswordEndsTheSheetWithItsWords() async {
        let phone = NfcPhone(.english, .card(sandbox.card(id: "hanako")!))
        #expect(await isApplied(phone, by: Applicant(sandbox, "hanako").typing("0001")) == [])
        guard case .crossed(let words)? = phone.field.sheets[0].ending else {
            Issue.record("\(phone.field.sheets)")
            return
        }
        #expect(words.contains("2 tries left"))
        #expect(phone.field.sheets.count == 2)
        #expect(phone.field.sheets[1].ending == .ticked)
    }

    @Test func theSheetOfTheNextCardWaitsForTheEndOfTheOneBefore() async throws {
        let phone = NfcPhone(.english, .card(sandbox.card(id: "hanako")!))
        for _ in 1...20 {
            _ = try await phone.reader.tap(.lay)
            phone.reader.end(.done("x"))
        }
        await phone.settled()
        #expect(phone.field.sheets.map(\.ending) == Array(repeating: .ticked, count: 20))
        #expect(phone.field.complaints == [])
    }
}

extension Words {
    static var lay: Words { Words(title: "Lay", text: ["How"], lines: [], practice: nil, code: nil) }
}
