import CoreNFC
import Foundation
import Support
import Testing

@testable import CardPoints

/// Every error of CoreNFC, in every place where it can occur.
@Suite struct NfcCardReaderErrorTests {
    private let card = SandboxPhone().card("hanako")
    private let select = Secret(
        Data([0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01]))

    private func error(_ fault: NfcError) -> any Error {
        NFCReaderError.Code(rawValue: fault.rawValue).map { NFCReaderError($0) } ?? NSError(domain: "Other", code: 7)
    }

    private func tapped(_ phone: NfcPhone) async -> Result<ReaderCapabilities, ScanProblem> {
        do throws(ScanProblem) {
            return .success(try await phone.reader.tap(.lay))
        } catch {
            return .failure(error)
        }
    }

    @Test func everyCoreNFCErrorCodeIsKnown() {
        let codes = Array(1...8) + Array(100...105) + Array(200...204) + [300] + Array(400...403)
        #expect(NfcError.allCases.map(\.rawValue).sorted() == [0] + codes)
        #expect(codes.allSatisfy { NFCReaderError.Code(rawValue: $0) != nil })
        for code in codes { #expect(NfcError(code: code).rawValue == code) }
        for code in [-1, 9, 99, 106, 205, 301, 404, 1_000] { #expect(NfcError(code: code) == .unknown) }
    }

    @Test(arguments: NfcError.allCases)
    func aTapThrowsWhenItsSheetClosesAndTheNextOneOpensANewSheet(fault: NfcError) async throws {
        let phone = NfcPhone(.english, .ends(error(fault)), .card(card))
        #expect(await tapped(phone) == .failure(fault.scanProblem))
        _ = try await tapped(phone).get()
        #expect(phone.field.sheets.count == 2)
        #expect(phone.field.violations == [])
    }

    @Test(arguments: NfcError.allCases)
    func afterAFailedConnectionPollingRestartsUnlessTheErrorIsFinal(fault: NfcError) async throws {
        let tag = SimulatedTag(card, connectErrors: [error(fault)])
        let phone = NfcPhone(.english, .tags([tag]))
        let first = await tapped(phone)
        switch fault.category {
        case .cardLost:
            #expect(try first.get() == ReaderCapabilities(maxCommandBytes: 65_544, applicationSelected: true))
        case .commandTooLong:
            #expect(try first.get() == ReaderCapabilities(maxCommandBytes: 261, applicationSelected: true))
        case .sessionEnded:
            #expect(first == .failure(.closed), "the end of the session gives the reason, here 200")
        case .scanProblem(let scanProblem):
            #expect(first == .failure(scanProblem))
            _ = try await tapped(phone).get()
        }
        let sheets = if case .scanProblem = fault.category { 2 } else { 1 }
        #expect(phone.field.sheets.count == sheets)
        #expect(phone.field.violations == [])
    }

    @Test(arguments: NfcError.allCases)
    func aFailedCommandReturnsNoReplyIsNotRepeatedAndTheNextTapHandlesTheError(fault: NfcError) async throws {
        let phone = NfcPhone(.english, .card(card, selected: false))
        phone.field.commandFaults = [1: .fails(error(fault))]
        _ = try await tapped(phone).get()
        #expect(await phone.reader.transmit(select, progress: .finding, text: .lay) == nil)
        #expect(await phone.reader.transmit(select, progress: .finding, text: .lay) == nil, "the card counts as lost")
        #expect(phone.field.commandCount == 1)

        let next = await tapped(phone)
        switch fault.category {
        case .cardLost:
            #expect(try next.get().maxCommandBytes == 65_544)
        case .commandTooLong:
            #expect(try next.get().maxCommandBytes == 261)
        case .sessionEnded:
            #expect(next == .failure(.closed), "the end of the session gives the reason, here 200")
        case .scanProblem(let scanProblem):
            #expect(next == .failure(scanProblem))
        }
        let goesOn = [.cardLost, .commandTooLong].contains(fault.category)
        #expect(phone.field.sheets.count == 1, "no other sheet opens by itself")
        #expect((phone.field.sheets[0].ending == nil) == goesOn)

        if !goesOn { _ = try await tapped(phone).get() }
        #expect(await phone.reader.transmit(select, progress: .finding, text: .lay)?.bytes == Data([0x90, 0x00]))
        #expect(phone.field.violations == [])
    }

    @Test func aShortCommandRefusedAsTooLongEndsTheSheet() async throws {
        let phone = NfcPhone(.english, .card(card))
        let tooLong = NFCReaderError(.readerTransceiveErrorPacketTooLong)
        phone.field.commandFaults = [1: .fails(tooLong), 2: .fails(tooLong)]
        for _ in 1...2 {
            _ = try await tapped(phone).get()
            #expect(await phone.reader.transmit(select, progress: .finding, text: .lay) == nil)
        }
        #expect(await tapped(phone) == .failure(.interrupted))
        #expect(phone.field.sheets.count == 1)
    }

    @Test(
        arguments: [
            (NFCReaderError.Code.readerSessionInvalidationErrorUserCanceled, ScanProblem.closed),
            (.readerSessionInvalidationErrorSessionTimeout, .timedOut),
            (.readerSessionInvalidationErrorSessionTerminatedUnexpectedly, .interrupted),
            (.readerSessionInvalidationErrorSystemIsBusy, .busy),
        ], [SimulatedNFCField.CompletionOrder.beforeDelegate, .afterDelegate, .never])
    func theNextTapThrowsWhenTheSheetClosesDuringACommandInAnyOrderOfCallbacks(
        end: (NFCReaderError.Code, ScanProblem), order: SimulatedNFCField.CompletionOrder
    ) async throws {
        let phone = NfcPhone(.english, .card(card, selected: false))
        phone.field.commandFaults = [1: .sessionEnds(NFCReaderError(end.0), executed: true, completion: order)]
        _ = try await tapped(phone).get()
        #expect(await phone.reader.transmit(select, progress: .finding, text: .lay) == nil)
        #expect(await tapped(phone) == .failure(end.1))
        #expect(phone.field.sheets.count == 1, "no other sheet opens by itself")
        _ = try await tapped(phone).get()
        #expect(phone.field.sheets.count == 2)
        #expect(phone.field.violations == [])
    }

    @Test func aSheetThatClosesBetweenCallsIsReportedByTheNextTap() async throws {
        let phone = NfcPhone(.english, .card(card))
        _ = try await tapped(phone).get()
        phone.field.simulate(.ends(.readerSessionInvalidationErrorUserCanceled))
        await phone.settled()
        #expect(await phone.reader.transmit(select, progress: .finding, text: .lay) == nil)
        #expect(await tapped(phone) == .failure(.closed))
        #expect(phone.field.commandCount == 0)
    }

    @Test func aSheetThatClosesAfterTheCardIsNoLongerNeededCausesNoProblem() async throws {
        let phone = NfcPhone(.english, .card(card))
        _ = try await tapped(phone).get()
        phone.field.simulate(.ends(.readerSessionInvalidationErrorUserCanceled))
        await phone.settled()
        phone.reader.end(.succeeded("x"))
        _ = try await tapped(phone).get()
        #expect(phone.field.sheets.count == 2)
    }

    @Test func endingTheSheetIsNotReportedAsClosedByThePerson() async throws {
        let phone = NfcPhone(.english, .card(card))
        for ending in [ScanResult.succeeded("x"), .failed("y"), .succeeded("z")] {
            _ = try await tapped(phone).get()
            phone.reader.end(ending)
        }
        _ = try await tapped(phone).get()
        #expect(phone.field.sheets.map(\.ending) == [.succeeded, .failed("y"), .succeeded, nil])
        #expect(phone.field.sheets[0].messages.last == "x")
    }

    @Test func endingWithoutASheetDoesNothing() async {
        let phone = NfcPhone(.english, .card(card))
        phone.reader.end(.succeeded("x"))
        phone.reader.end(.failed("x"))
        await phone.settled()
        #expect(phone.field.sheets.isEmpty)
    }

    @Test func aDeviceWithoutNFCReportsItAndOpensNoSheet() async {
        let phone = NfcPhone(.english, .card(card))
        phone.field.isAvailable = false
        #expect(await tapped(phone) == .failure(.unsupported))
        await #expect(throws: ScanProblem.unsupported) { try await NfcCardReader(language: .japanese).tap(.lay) }
        #expect(phone.field.sheets.isEmpty)
        phone.field.isAvailable = true
        #expect((try? await tapped(phone).get()) != nil)
    }

    @Test(arguments: [
        ("D392F000260100000001", true), ("d392f000260100000001", true), ("D2760000850101", false), ("", false),
    ])
    func onlyTheJPKIApplicationCountsAsSelected(aid: String, selected: Bool) async throws {
        let phone = NfcPhone(.english, .tags([SimulatedTag(selectedAID: aid)]))
        #expect(try await tapped(phone).get().applicationSelected == selected)
    }

    @Test func aTagWithoutISO7816KnowsNoCommand() async throws {
        let phone = NfcPhone(.english, .tags([.transit]))
        #expect(
            try await tapped(phone).get() == ReaderCapabilities(maxCommandBytes: 65_544, applicationSelected: false))
        #expect(await phone.reader.transmit(select, progress: .finding, text: .lay)?.bytes == Data([0x6E, 0x00]))
        #expect(phone.field.commandCount == 0)
    }

    @Test func anInvalidCommandIsNotSent() async throws {
        let phone = NfcPhone(.english, .card(card))
        _ = try await tapped(phone).get()
        #expect(await phone.reader.transmit(Secret(Data([0x00])), progress: .finding, text: .lay) == nil)
        #expect(await tapped(phone) == .failure(.interrupted))
        #expect(phone.field.commandCount == 0)
    }
}
