import Foundation

/// The system's scan sheets, one after the other, and the card in the field: all the state that ``NfcCardReader`` keeps between
/// its calls.
///
/// `@unchecked Sendable` because it is used on one serial queue only, as are the system's sessions that it holds, which are not
/// Sendable: ``NfcCardReader`` calls it there, and the system calls back there.
final class ScanSheet: @unchecked Sendable {
    private let queue: DispatchQueue
    /// Builds the messages and holds the words that are added to the journey's own.
    var text: ScanSheetText
    private let pollingPause: DispatchTimeInterval

    private var session: (any TagSession)?
    /// The message that the sheet shows.
    private var message = ""
    /// The session was invalidated by this class, and the system has not confirmed it yet. Until then no other may begin.
    private var isEnding = false
    /// The pending call of ``NfcCardReader/tap(_:)``.
    private var tap: Tap?
    /// The connected card, until a command to it is lost.
    private var card: DetectedTag?
    /// The progress at the last command.
    private var progress: CardProgress?
    /// The completion of the command that is with the card.
    private var completion: (@Sendable (Secret?) -> Void)?
    /// The sheet closed while no tap was pending: the next tap fails with this.
    private var scanProblem: ScanProblem?
    /// A command was refused as too long: only short commands from now on.
    private var shortCommandsOnly = false
    /// Counts the polling rounds. Callbacks of an earlier round are ignored.
    private var round = 0

    /// - Parameters:
    ///   - queue: The serial queue on which everything here is called.
    ///   - text: Builds the messages of the sheet.
    ///   - pollingPause: The time before polling again while unsuitable cards are still in the field.
    init(queue: DispatchQueue, text: ScanSheetText, pollingPause: DispatchTimeInterval) {
        self.queue = queue
        self.text = text
        self.pollingPause = pollingPause
    }

    /// A pending call of ``NfcCardReader/tap(_:)``. Used on the queue only, like the sheet.
    final class Tap: @unchecked Sendable {
        let text: ScreenText
        fileprivate var isCancelled = false
        fileprivate var completion: (@Sendable (Result<ReaderCapabilities, ScanProblem>) -> Void)?

        init(_ text: ScreenText) {
            self.text = text
        }

        fileprivate func complete(_ result: Result<ReaderCapabilities, ScanProblem>) {
            completion?(result)
            completion = nil
        }
    }

    func begin(_ tap: Tap, completion: @escaping @Sendable (Result<ReaderCapabilities, ScanProblem>) -> Void) {
        tap.completion = completion
        if tap.isCancelled { return tap.complete(.failure(.closed)) }
        guard SystemNFC.available else { return tap.complete(.failure(.unsupported)) }
        if let scanProblem {
            self.scanProblem = nil
            return tap.complete(.failure(scanProblem))
        }
        self.tap = tap
        // The card answered but is not accepted: without a pause it would be found again before it can be taken away.
        let cardIsStillThere = card != nil
        card = nil
        progress = nil
        guard session != nil else { return open() }
        if isEnding { return }
        setMessage(text.waiting(tap.text))
        if cardIsStillThere { pollAfterPause() } else { poll() }
    }

    /// Closes the sheet if this tap is still pending.
    func cancel(_ tap: Tap) {
        tap.isCancelled = true
        guard self.tap === tap else { return }
        self.tap = nil
        invalidate()
        tap.complete(.failure(.closed))
    }

    func transmit(
        _ command: Secret, progress: CardProgress, text screenText: ScreenText,
        completion: @escaping @Sendable (Secret?) -> Void
    ) {
        guard let session, !isEnding, let card else { return completion(nil) }
        self.progress = progress
        setMessage(text.working(screenText, progress))
        // Reported as a card that knows none of the commands, so that the journey decides what that means.
        if card == .other { return completion(Secret(Data([0x6E, 0x00]))) }
        self.completion = completion
        session.send(command) { [weak self, round] in self?.handleReply($0, in: round) }
    }

    func end(_ result: ScanResult) {
        scanProblem = nil
        guard !isEnding else { return }
        switch result {
        case .succeeded(let next):
            setMessage(text.succeeded(progress, next: next))
            invalidate()
        case .failed(let reason):
            invalidate(error: reason)
        }
    }

    private func open() {
        guard let tap else { return }
        session = SystemNFC.session(queue: queue) { [weak self] in self?.handle($0) }
        if let session {
            message = text.waiting(tap.text)
            session.begin(message)
        } else {
            fail(.unsupported)
        }
    }

    /// Sets the message once, however many commands a stage takes: VoiceOver reads each message that is set.
    private func setMessage(_ message: String) {
        guard message != self.message else { return }
        self.message = message
        session?.setMessage(message)
    }

    private func poll() {
        round += 1
        session?.restartPolling()
    }

    private func pollAfterPause() {
        round += 1
        queue.asyncAfter(deadline: .now() + pollingPause) { [weak self, round] in
            guard let self, round == self.round else { return }
            self.poll()
        }
    }

    private func invalidate(error: String? = nil) {
        guard let session, !isEnding else { return }
        isEnding = true
        card = nil
        round += 1
        session.invalidate(error: error)
    }

    private func handle(_ event: TagEvent) {
        switch event {
        case .detected(let tags): handleDetected(tags)
        case .ended(let error): handleEnd(error)
        }
    }

    private func handleDetected(_ tags: [DetectedTag]) {
        guard let session, tap != nil, !isEnding else { return }
        guard let card = tags.first, tags.count == 1 else {
            // Which card would answer is chance, and the password of one must not go to another. The message stays until a
            // single card is found: it says what to do, and would flicker otherwise.
            setMessage(text.labels.severalCards)
            return pollAfterPause()
        }
        round += 1
        session.connect { [weak self, round] in self?.handleConnection(to: card, error: $0, in: round) }
    }

    private func handleConnection(to card: DetectedTag, error: NfcError?, in round: Int) {
        guard round == self.round, let tap else { return }
        if let error {
            if canContinue(after: error) { poll() }
            return
        }
        self.card = card
        self.tap = nil
        tap.complete(
            .success(
                ReaderCapabilities(
                    maxCommandBytes: shortCommandsOnly ? Self.maxShortCommandBytes : Self.maxExtendedCommandBytes,
                    applicationSelected: card.isApplicationSelected)))
    }

    private func handleReply(_ result: Result<Secret, NfcError>, in round: Int) {
        guard round == self.round, let completion else { return }
        self.completion = nil
        switch result {
        case .success(let data):
            completion(data)
        case .failure(let error):
            _ = canContinue(after: error)
            completion(nil)
        }
    }

    /// Handles a failure of the connection or of a command; false: the session has failed with it.
    private func canContinue(after error: NfcError) -> Bool {
        card = nil
        switch error.category {
        case .cardLost:
            return true
        case .commandTooLong where !shortCommandsOnly:
            shortCommandsOnly = true
            return true
        case .commandTooLong:
            // A short command is never too long: trying again would not help.
            fail(.interrupted)
        case .sessionEnded:
            // Has no effect on a session that has ended. The session reports the reason itself.
            session?.invalidate(error: nil)
        case .scanProblem(let scanProblem):
            fail(scanProblem)
        }
        return false
    }

    /// Ends the session with a problem, which goes to the pending tap or else to the next one.
    private func fail(_ scanProblem: ScanProblem) {
        invalidate()
        if let tap {
            self.tap = nil
            tap.complete(.failure(scanProblem))
        } else {
            self.scanProblem = scanProblem
        }
    }

    private func handleEnd(_ error: NfcError) {
        let endedHere = isEnding
        session = nil
        isEnding = false
        card = nil
        round += 1
        // The system reports our own invalidation like a person who closes the sheet, with code 200.
        if !endedHere { fail(error.scanProblem) }
        completion?(nil)
        completion = nil
        open()
    }

    /// The largest short command APDU: header, Lc, 255 bytes of data, Le.
    private static let maxShortCommandBytes: Int32 = 261
    /// The largest extended command APDU: header, 3 bytes of Lc, 65,535 of data, 2 of Le. CoreNFC documents no limit of its own.
    private static let maxExtendedCommandBytes: Int32 = 65_544
}

extension DetectedTag {
    /// The system has already selected the JPKI application (公的個人認証AP).
    fileprivate var isApplicationSelected: Bool {
        if case .iso7816(let selectedAID) = self { selectedAID.uppercased() == "D392F000260100000001" } else { false }
    }
}
