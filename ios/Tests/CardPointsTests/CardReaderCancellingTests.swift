import CardPoints
import CardPointsSandbox
import CoreNFC
import Foundation
import Support
import Testing

/// Who stops has no sheet left before them, and nothing stays in memory.
@Suite struct CardReaderCancellingTests {
    private let sandbox = Sandbox()

    private func apply(_ phone: NfcPhone) -> Session {
        Session(
            errand: .apply, language: .english, backend: sandbox.address(), practice: true, slot: phone.reader
        ) { [sandbox] in sandbox.answer(request: $0) }
    }

    @Test func cancellingATapTakesTheSheetAway() async {
        let phone = NfcPhone(.english, .nothing, .card(sandbox.card(id: "hanako")!))
        let waiting = Task { try await phone.reader.tap(.lay) }
        await phone.field.polls(1)
        waiting.cancel()
        _ = await waiting.result
        await phone.settled()
        #expect(phone.field.sheets.map(\.ending) == [.ticked])
        // It was no person who closed it: the next tap goes on without a hindrance.
        #expect((try? await phone.reader.tap(.lay)) != nil)
        #expect(phone.field.complaints == [])
    }

    @Test func aTapOfATaskThatIsCancelledAlreadyShowsNoSheet() async {
        let phone = NfcPhone(.english, .nothing)
        let (begin, go) = AsyncStream<Void>.makeStream()
        let waiting = Task {
            for await _ in begin {}
            return try await phone.reader.tap(.lay)
        }
        waiting.cancel()
        go.finish()
        _ = await waiting.result
        await phone.settled()
        #expect(phone.field.sheets.isEmpty)
    }

    @Test func aTapThatIsCancelledWhileTheSheetBeforeStillGoesAwayShowsNone() async throws {
        let phone = NfcPhone(.english, .card(sandbox.card(id: "hanako")!))
        _ = try await phone.reader.tap(.lay)
        phone.reader.end(.done("x"))
        let waiting = Task { try await phone.reader.tap(.lay) }
        waiting.cancel()
        _ = await waiting.result
        await phone.settled()
        #expect(phone.field.sheets.count <= 2)
        #expect(phone.field.sheets.allSatisfy { $0.ending != nil })
    }

    @Test func aJourneyThatIsStoppedWhileACardIsLookedForHasNoSheetLeft() async {
        let phone = NfcPhone(.english, .nothing)
        let session = apply(phone)
        async let played = session.played(by: Applicant(sandbox, "hanako"))
        await phone.field.polls(1)
        session.stop()
        #expect(await played.end.step.outcome == .stopped(sent: .nothing))
        await phone.settled()
        #expect(phone.field.sheets.count == 1)
        #expect(phone.field.sheets[0].ending != nil)
    }

    @Test(arguments: 1...5)
    func aJourneyThatIsStoppedAtAnyCommandWaitsForItsReplyAndHasNoSheetLeft(nth: Int) async {
        let card = sandbox.card(id: "hanako")!
        let stopping = Shared<(sent: Int, session: Session?)>((0, nil))
        let tag = NFCFieldTag(
            off: { card.powerOff() },
            card: { command in
                let stop = stopping.change {
                    $0.sent += 1
                    return $0.sent == nth ? $0.session : nil
                }
                stop?.stop()
                return card.transmit(command: Secret(command))?.bytes
            })
        let phone = NfcPhone(.english, .nothing)
        let session = apply(phone)
        stopping.change { $0.session = session }
        async let played = session.played(by: Applicant(sandbox, "hanako"))
        await phone.field.polls(1)
        phone.field.happens(.tags([tag]))
        #expect(await played.end.step.outcome == .stopped(sent: .nothing))
        stopping.change { $0.session = nil }
        await phone.settled()
        #expect(phone.field.commands == nth)
        #expect(phone.field.sheets.count == 1)
        #expect(phone.field.sheets[0].ending != nil)
        #expect(phone.field.complaints == [])
    }

    /// Plays one journey and lets everything go but the field.
    private func remembered(_ scenes: [NFCField.Scene], stopping: Bool = false) async -> (NFCField, Weak<CardReader>) {
        let phone = NfcPhone(.english)
        phone.field.scenes = scenes
        let session = apply(phone)
        async let played = session.played(by: Applicant(sandbox, "hanako"))
        if stopping {
            await phone.field.polls(1)
            session.stop()
        }
        _ = await played
        await phone.settled()
        return (phone.field, Weak(phone.reader))
    }

    @Test(arguments: [false, true])
    func neitherReaderNorSessionIsHeldAfterTheJourney(stopping: Bool) async {
        let scenes: [NFCField.Scene] = stopping ? [.nothing] : [.card(sandbox.card(id: "hanako")!)]
        let (field, reader) = await remembered(scenes, stopping: stopping)
        #expect(field.sheets.count == 1)
        #expect(reader.value == nil)
        #expect(field.newest == nil)
    }

    @Test(arguments: 1...5, [false, true])
    func whoClosesTheSheetAtAnyCommandAndTriesAgainAppliesAllTheSame(nth: Int, acted: Bool) async {
        let card = sandbox.card(id: "hanako")!
        let phone = NfcPhone(.english, .card(card, selected: false))
        let closed = NFCReaderError(.readerSessionInvalidationErrorUserCanceled)
        phone.field.mishaps = [nth: .ends(closed, acted: acted, told: .last)]
        let (end, hindrances) = await apply(phone).played(by: Applicant(sandbox, "hanako"))
        #expect(end.step.outcome.isApplied)
        // The last command is the signature: the password is typed again before a card is wanted again.
        #expect(hindrances == (nth < 5 ? [.closed] : []))
        #expect(card.tries() == 3)
        #expect(phone.field.complaints == [])
    }

    @Test(arguments: [
        (NFCReaderError.Code.readerSessionInvalidationErrorSessionTimeout, Hindrance.timedOut),
        (.readerSessionInvalidationErrorSystemIsBusy, .busy),
        (.readerSessionInvalidationErrorUserCanceled, .closed),
    ])
    func whoWasHinderedTriesAgainAndApplies(code: NFCReaderError.Code, hindrance: Hindrance) async {
        let phone = NfcPhone(.english, .ends(code), .ends(code), .card(sandbox.card(id: "hanako")!))
        let (end, hindrances) = await apply(phone).played(by: Applicant(sandbox, "hanako"))
        #expect(end.step.outcome.isApplied)
        #expect(hindrances == [hindrance, hindrance])
        #expect(phone.field.sheets.count == 3)
    }
}

/// Written once.
private final class Weak<Value: AnyObject & Sendable>: @unchecked Sendable {
    private(set) weak var value: Value?

    init(_ value: Value) {
        self.value = value
    }
}
