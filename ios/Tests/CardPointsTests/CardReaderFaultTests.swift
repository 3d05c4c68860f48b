import CoreNFC
import Foundation
import Support
import Testing

@testable import CardPoints

/// Every error of CoreNFC's, wherever it can come up.
@Suite struct CardReaderFaultTests {
    private let card = Phone().card("hanako")
    private let select = Secret(
        Data([0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01]))

    private func error(_ fault: NfcFault) -> any Error {
        NFCReaderError.Code(rawValue: fault.rawValue).map { NFCReaderError($0) } ?? NSError(domain: "Other", code: 7)
    }

    private func tapped(_ phone: NfcPhone) async -> Result<Reader, Hindrance> {
        do throws(Hindrance) {
            return .success(try await phone.reader.tap(.lay))
        } catch {
            return .failure(error)
        }
    }

    @Test func everyCodeThatCoreNFCKnowsIsInTheTable() {
        let codes = Array(1...8) + Array(100...105) + Array(200...204) + [300] + Array(400...403)
        #expect(NfcFault.allCases.map(\.rawValue).sorted() == [0] + codes)
        #expect(codes.allSatisfy { NFCReaderError.Code(rawValue: $0) != nil })
        for code in codes { #expect(NfcFault(code: code).rawValue == code) }
        for code in [-1, 9, 99, 106, 205, 301, 404, 1_000] { #expect(NfcFault(code: code) == .unknown) }
    }

    @Test(arguments: NfcFault.allCases)
    func whenTheSheetGoesAwayBeforeACardCameTheTapSaysWhyAndTheNextOneBeginsAnew(fault: NfcFault) async throws {
        let phone = NfcPhone(.english, .ends(error(fault)), .card(card))
        #expect(await tapped(phone) == .failure(fault.hindrance))
        _ = try await tapped(phone).get()
        #expect(phone.field.sheets.count == 2)
        #expect(phone.field.complaints == [])
    }

    @Test(arguments: NfcFault.allCases)
    func aCardThatFailsToConnectIsLookedForAgainUnlessThereIsNoUse(fault: NfcFault) async throws {
        let tag = NFCFieldTag(card, connectErrors: [error(fault)])
        let phone = NfcPhone(.english, .tags([tag]))
        let first = await tapped(phone)
        switch fault.meaning {
        case .cardLost:
            #expect(try first.get() == Reader(largest: 65_544, selected: true))
        case .tooLong:
            #expect(try first.get() == Reader(largest: 261, selected: true))
        case .sessionOver:
            #expect(first == .failure(.closed), "its end says why: here, 200")
        case .hindered(let hindrance):
            #expect(first == .failure(hindrance))
            _ = try await tapped(phone).get()
        }
        let sheets = if case .hindered = fault.meaning { 2 } else { 1 }
        #expect(phone.field.sheets.count == sheets)
        #expect(phone.field.complaints == [])
    }

    @Test(arguments: NfcFault.allCases)
    func aCommandThatFailsHasNoReplyIsNotRepeatedAndTheNextTapKnowsWhatToDo(fault: NfcFault) async throws {
        let phone = NfcPhone(.english, .card(card, selected: false))
        phone.field.mishaps = [1: .refused(error(fault))]
        _ = try await tapped(phone).get()
        #expect(await phone.reader.transmit(select, stage: .finding, words: .lay) == nil)
        #expect(await phone.reader.transmit(select, stage: .finding, words: .lay) == nil, "the card counts as gone")
        #expect(phone.field.commands == 1)

        let next = await tapped(phone)
        switch fault.meaning {
        case .cardLost:
            #expect(try next.get().largest == 65_544)
        case .tooLong:
            #expect(try next.get().largest == 261)
        case .sessionOver:
            #expect(next == .failure(.closed), "its end says why: here, 200")
        case .hindered(let hindrance):
            #expect(next == .failure(hindrance))
        }
        let goesOn = [.cardLost, .tooLong].contains(fault.meaning)
        #expect(phone.field.sheets.count == 1, "no other sheet comes up by itself")
        #expect((phone.field.sheets[0].ending == nil) == goesOn)

        if !goesOn { _ = try await tapped(phone).get() }
        #expect(await phone.reader.transmit(select, stage: .finding, words: .lay)?.bytes == Data([0x90, 0x00]))
        #expect(phone.field.complaints == [])
    }

    @Test func aCommandThatIsTooLongThoughShortEndsTheSheet() async throws {
        let phone = NfcPhone(.english, .card(card))
        let tooLong = NFCReaderError(.readerTransceiveErrorPacketTooLong)
        phone.field.mishaps = [1: .refused(tooLong), 2: .refused(tooLong)]
        for _ in 1...2 {
            _ = try await tapped(phone).get()
            #expect(await phone.reader.transmit(select, stage: .finding, words: .lay) == nil)
        }
        #expect(await tapped(phone) == .failure(.interrupted))
        #expect(phone.field.sheets.count == 1)
    }

    @Test(
        arguments: [
            (NFCReaderError.Code.readerSessionInvalidationErrorUserCanceled, Hindrance.closed),
            (.readerSessionInvalidationErrorSessionTimeout, .timedOut),
            (.readerSessionInvalidationErrorSessionTerminatedUnexpectedly, .interrupted),
            (.readerSessionInvalidationErrorSystemIsBusy, .busy),
        ], [NFCField.Told.first, .last, .never])
    func whenTheSheetGoesAwayDuringACommandTheNextTapSaysWhyInWhicheverOrderItIsTold(
        end: (NFCReaderError.Code, Hindrance), told: NFCField.Told
    ) async throws {
        let phone = NfcPhone(.english, .card(card, selected: false))
        phone.field.mishaps = [1: .ends(NFCReaderError(end.0), acted: true, told: told)]
        _ = try await tapped(phone).get()
        #expect(await phone.reader.transmit(select, stage: .finding, words: .lay) == nil)
        #expect(await tapped(phone) == .failure(end.1))
        #expect(phone.field.sheets.count == 1, "no other sheet comes up by itself")
        _ = try await tapped(phone).get()
        #expect(phone.field.sheets.count == 2)
        #expect(phone.field.complaints == [])
    }

    @Test func aSheetThatGoesAwayWhileNobodyWaitsIsToldToTheNextTap() async throws {
        let phone = NfcPhone(.english, .card(card))
        _ = try await tapped(phone).get()
        phone.field.happens(.ends(.readerSessionInvalidationErrorUserCanceled))
        await phone.settled()
        #expect(await phone.reader.transmit(select, stage: .finding, words: .lay) == nil)
        #expect(await tapped(phone) == .failure(.closed))
        #expect(phone.field.commands == 0)
    }

    @Test func aSheetThatGoesAwayAfterTheJourneyNeedsTheCardNoMoreHindersNobody() async throws {
        let phone = NfcPhone(.english, .card(card))
        _ = try await tapped(phone).get()
        phone.field.happens(.ends(.readerSessionInvalidationErrorUserCanceled))
        await phone.settled()
        phone.reader.end(.done("x"))
        _ = try await tapped(phone).get()
        #expect(phone.field.sheets.count == 2)
    }

    @Test func ourOwnEndIsNotTakenForThePersons() async throws {
        let phone = NfcPhone(.english, .card(card))
        for ending in [CardEnding.done("x"), .failed("y"), .done("z")] {
            _ = try await tapped(phone).get()
            phone.reader.end(ending)
        }
        _ = try await tapped(phone).get()
        #expect(phone.field.sheets.map(\.ending) == [.ticked, .crossed("y"), .ticked, nil])
        #expect(phone.field.sheets[0].messages.last == "x")
    }

    @Test func withoutASheetAnEndDoesNothing() async {
        let phone = NfcPhone(.english, .card(card))
        phone.reader.end(.done("x"))
        phone.reader.end(.failed("x"))
        await phone.settled()
        #expect(phone.field.sheets.isEmpty)
    }

    @Test func aDeviceWithoutNFCSaysSoAndShowsNoSheet() async {
        let phone = NfcPhone(.english, .card(card))
        phone.field.available = false
        #expect(await tapped(phone) == .failure(.unsupported))
        await #expect(throws: Hindrance.unsupported) { try await CardReader(language: .japanese).tap(.lay) }
        #expect(phone.field.sheets.isEmpty)
        phone.field.available = true
        #expect((try? await tapped(phone).get()) != nil)
    }

    @Test(arguments: [
        ("D392F000260100000001", true), ("d392f000260100000001", true), ("D2760000850101", false), ("", false),
    ])
    func onlyTheJPKIApplicationCountsAsSelected(aid: String, selected: Bool) async throws {
        let phone = NfcPhone(.english, .tags([NFCFieldTag(selecting: aid)]))
        #expect(try await tapped(phone).get().selected == selected)
    }

    @Test func whatSpeaksNoISO7816KnowsNoCommand() async throws {
        let phone = NfcPhone(.english, .tags([.transit]))
        #expect(try await tapped(phone).get() == Reader(largest: 65_544, selected: false))
        #expect(await phone.reader.transmit(select, stage: .finding, words: .lay)?.bytes == Data([0x6E, 0x00]))
        #expect(phone.field.commands == 0)
    }

    @Test func whatIsNoCommandIsNotSent() async throws {
        let phone = NfcPhone(.english, .card(card))
        _ = try await tapped(phone).get()
        #expect(await phone.reader.transmit(Secret(Data([0x00])), stage: .finding, words: .lay) == nil)
        #expect(await tapped(phone) == .failure(.interrupted))
        #expect(phone.field.commands == 0)
    }
}
