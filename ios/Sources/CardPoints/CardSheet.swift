import Foundation

/// The system's sheet, one after the other, and the card in it: all that ``CardReader`` remembers between its calls.
///
/// `@unchecked Sendable` because it, and the sessions of the system's that it holds, which are not Sendable, are touched on
/// one serial queue alone: ``CardReader`` calls there, and the system calls back there.
final class CardSheet: @unchecked Sendable {
    private let queue: DispatchQueue
    /// What is added to the journey's own.
    var words: SheetWords
    private let pause: DispatchTimeInterval

    private var session: (any TagSession)?
    /// What stands in the sheet.
    private var message = ""
    /// We have ended the session, and the system has not said yet that it is over. Before that no other may begin.
    private var ending = false
    /// Who waits for a card.
    private var tap: Tap?
    /// The connected card, until a command was lost on it.
    private var card: FoundTag?
    /// What it did last.
    private var stage: Stage?
    /// Who waits for a reply.
    private var reply: (@Sendable (Secret?) -> Void)?
    /// The sheet went away while nobody waited for a card: the next one who wants to is told.
    private var hindrance: Hindrance?
    /// A command was refused as too long.
    private var short = false
    /// Counts the times when cards were looked for: what was begun before the newest one is void.
    private var round = 0

    /// - Parameters:
    ///   - queue: A serial one, on which everything here is called.
    ///   - pause: Before cards are looked for again, while those that will not do still lie there.
    init(queue: DispatchQueue, words: SheetWords, pause: DispatchTimeInterval) {
        self.queue = queue
        self.words = words
        self.pause = pause
    }

    /// One who waits for a card. Used on the queue alone, like the sheet.
    final class Tap: @unchecked Sendable {
        let words: Words
        fileprivate var givenUp = false
        fileprivate var answer: (@Sendable (Result<Reader, Hindrance>) -> Void)?

        init(_ words: Words) {
            self.words = words
        }

        fileprivate func end(_ result: Result<Reader, Hindrance>) {
            answer?(result)
            answer = nil
        }
    }

    func begin(_ tap: Tap, answer: @escaping @Sendable (Result<Reader, Hindrance>) -> Void) {
        tap.answer = answer
        if tap.givenUp { return tap.end(.failure(.closed)) }
        guard SystemNFC.available else { return tap.end(.failure(.unsupported)) }
        if let hindrance {
            self.hindrance = nil
            return tap.end(.failure(hindrance))
        }
        self.tap = tap
        // It answered, and still will not do: without a pause it would be found again before it can be taken away.
        let stillThere = card != nil
        card = nil
        stage = nil
        guard session != nil else { return open() }
        if ending { return }
        say(words.waiting(tap.words))
        if stillThere { pollLater() } else { poll() }
    }

    /// Takes the sheet away, if that one still waits.
    func giveUp(_ tap: Tap) {
        tap.givenUp = true
        guard self.tap === tap else { return }
        self.tap = nil
        invalidate()
        tap.end(.failure(.closed))
    }

    func transmit(_ command: Secret, at stage: Stage, saying: Words, reply: @escaping @Sendable (Secret?) -> Void) {
        guard let session, !ending, let card else { return reply(nil) }
        self.stage = stage
        say(words.working(saying, at: stage))
        // Told as a card that knows none of the commands, so that the journey says what it makes of it.
        if card == .other { return reply(Secret(Data([0x6E, 0x00]))) }
        self.reply = reply
        session.send(command) { [weak self, round] in self?.replied($0, in: round) }
    }

    func end(_ how: CardEnding) {
        hindrance = nil
        guard !ending else { return }
        switch how {
        case .done(let next):
            say(words.done(through: stage, next: next))
            invalidate()
        case .failed(let text):
            invalidate(error: text)
        }
    }

    private func open() {
        guard let tap else { return }
        session = SystemNFC.session(queue: queue) { [weak self] in self?.hear($0) }
        if let session {
            message = words.waiting(tap.words)
            session.begin(message)
        } else {
            hinder(.unsupported)
        }
    }

    /// Once, however many commands a stage takes: VoiceOver reads out what is set.
    private func say(_ message: String) {
        guard message != self.message else { return }
        self.message = message
        session?.say(message)
    }

    private func poll() {
        round += 1
        session?.poll()
    }

    private func pollLater() {
        round += 1
        queue.asyncAfter(deadline: .now() + pause) { [weak self, round] in
            guard let self, round == self.round else { return }
            self.poll()
        }
    }

    private func invalidate(error: String? = nil) {
        guard let session, !ending else { return }
        ending = true
        card = nil
        round += 1
        session.invalidate(error: error)
    }

    private func hear(_ event: TagEvent) {
        switch event {
        case .found(let cards): found(cards)
        case .ended(let fault): ended(fault)
        }
    }

    private func found(_ cards: [FoundTag]) {
        guard let session, tap != nil, !ending else { return }
        guard let card = cards.first, cards.count == 1 else {
            // Which of them would answer is chance, and the password of one must not go to the other. It stays there until
            // a single card is found: it says what to do, and would flicker otherwise.
            say(words.labels.severalCards)
            return pollLater()
        }
        round += 1
        session.connect { [weak self, round] in self?.connected(card, $0, in: round) }
    }

    private func connected(_ card: FoundTag, _ fault: NfcFault?, in round: Int) {
        guard round == self.round, let tap else { return }
        if let fault {
            if goesOn(after: fault) { poll() }
            return
        }
        self.card = card
        self.tap = nil
        tap.end(.success(Reader(largest: short ? Self.shortCommand : Self.extendedCommand, selected: card.selected)))
    }

    private func replied(_ result: Result<Secret, NfcFault>, in round: Int) {
        guard round == self.round, let reply else { return }
        self.reply = nil
        switch result {
        case .success(let data):
            reply(data)
        case .failure(let fault):
            _ = goesOn(after: fault)
            reply(nil)
        }
    }

    /// The connected card, or its command, failed; false: and the session with it.
    private func goesOn(after fault: NfcFault) -> Bool {
        card = nil
        switch fault.meaning {
        case .cardLost:
            return true
        case .tooLong where !short:
            short = true
            return true
        case .tooLong:
            // A short one is never too long: nothing would be won by trying on.
            hinder(.interrupted)
        case .sessionOver:
            // Nothing to a session that is over. Why it is, it says itself.
            session?.invalidate(error: nil)
        case .hindered(let hindrance):
            hinder(hindrance)
        }
        return false
    }

    /// No card is read any more: who waits for one is told now, or whoever does next.
    private func hinder(_ hindrance: Hindrance) {
        invalidate()
        if let tap {
            self.tap = nil
            tap.end(.failure(hindrance))
        } else {
            self.hindrance = hindrance
        }
    }

    private func ended(_ fault: NfcFault) {
        let ours = ending
        session = nil
        ending = false
        card = nil
        round += 1
        // Our own end comes as the person's, 200.
        if !ours { hinder(fault.hindrance) }
        reply?(nil)
        reply = nil
        open()
    }

    /// The largest short command APDU: header, Lc, 255 bytes of data, Le.
    private static let shortCommand: Int32 = 261
    /// The largest one at all: header, three bytes of Lc, 65,535 of data, two of Le. CoreNFC names no limit of its own.
    private static let extendedCommand: Int32 = 65_544
}

extension FoundTag {
    /// The system has selected the JPKI application (公的個人認証AP), so that we needn't.
    fileprivate var selected: Bool {
        if case .iso7816(let selected) = self { selected.uppercased() == "D392F000260100000001" } else { false }
    }
}
