import Foundation

/// One journey of one person, which begins at once and lives as long as somebody holds it.
///
/// ```swift
/// let session = try Session(errand: .apply, language: .japanese, backend: "https://points.example", roots: roots)
/// for await moment in session.moments { show(moment) }      // and `session.tell(.answered(…), at: moment)`
/// ```
/// Nothing is kept for the time after the process: an application that may have left is found by `Errand.status`.
public final class Session: Sendable {
    /// The language of the newest moment: the one that it was begun in, until ``speak(_:)``.
    public var language: Language { conversation.language ?? begunIn }
    private let begunIn: Language
    private let conversation: Conversation
    private let playing: Task<Moment, Never>

    /// A journey with the backend at `backend`, `https://host[:port]` without a path, over the library's own HTTP, which trusts
    /// `roots` (X.509 certificates, DER) and no others. With the iPhone's NFC, unless `slot` is another one.
    ///
    /// - Throws: ``Unusable``: a root is no certificate, or TLS can't be set up; a fault in the app.
    public convenience init(
        errand: Errand,
        language: Language,
        backend: String,
        roots: [Data],
        slot: (any CardSlot)? = nil
    ) throws {
        let sender = try HttpSender(roots: roots)
        self.init(errand: errand, language: language, backend: backend, slot: slot) { request in
            // The library may take it only after the one who waits has gone, and ours has been wiped.
            var own = request
            own.body = request.body.copy()
            return await impatient { [own] in await sender.send(request: own) } ?? .unreachable(id: request.id)
        }
    }

    /// A journey whose requests `send` takes to the backend, under the rules of ``Conversation``; `practice`: that is known to be a
    /// sandbox, and every screen says so from the first one on. With neither a card nor a server:
    ///
    /// ```swift
    /// let sandbox = Sandbox()
    /// let card = sandbox.card(id: "hanako")!
    /// let session = Session(
    ///     errand: .apply, language: .english, backend: sandbox.address(), practice: true, slot: VirtualSlot(card)
    /// ) { sandbox.answer(request: $0) }
    /// ```
    public init(
        errand: Errand,
        language: Language,
        backend: String,
        practice: Bool = false,
        slot: (any CardSlot)? = nil,
        send: @escaping @Sendable (Request) async -> Event
    ) {
        let journey = Journey(
            errand: errand, language: language, backend: backend, device: .iPhone, practice: practice)
        let conversation = Conversation(
            journey: journey, language: language, slot: slot ?? CardReader(language: language), send: send)
        begunIn = language
        self.conversation = conversation
        playing = Task.detached(priority: .userInitiated) { await conversation.play() }
    }

    deinit {
        playing.cancel()
    }

    /// The newest moment; `nil` until the first one is there.
    public var moment: Moment? { conversation.moment }

    /// Every moment from the newest one on; see ``Conversation/moments``.
    public var moments: AsyncStream<Moment> { conversation.moments }

    /// The person did something at `moment`; see ``Conversation/tell(_:at:)``.
    public func tell(_ event: Event, at moment: Moment) {
        conversation.tell(event, at: moment)
    }

    /// The person wants to lay the card on again; see ``Conversation/again(at:)``.
    public func again(at moment: Moment) {
        conversation.again(at: moment)
    }

    /// The person wants to read that language; see ``Conversation/speak(_:)``.
    public func speak(_ language: Language) {
        conversation.speak(language)
    }

    /// Waits for the last moment, whose step is `done`. Cancelling the task that waits stops the journey.
    public func outcome() async -> Moment {
        await withTaskCancellationHandler {
            await playing.value
        } onCancel: {
            playing.cancel()
        }
    }

    /// Stops the journey, unless it is over; the outcome then says whether an application may have left.
    public func stop() {
        playing.cancel()
    }
}
