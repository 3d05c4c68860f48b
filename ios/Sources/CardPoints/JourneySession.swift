import Foundation

/// One journey of one person. It starts at once and runs as long as the session is referenced.
///
/// ```swift
/// let session = try JourneySession(kind: .apply, language: .japanese, backend: "https://points.example", roots: roots)
/// for await state in session.states { show(state) }      // and `session.send(.answered(…), at: state)`
/// ```
/// Nothing is stored beyond the process: `JourneyKind.status` finds an application that may have been sent.
public final class JourneySession: Sendable {
    /// The language of the latest state: the initial one, until ``setLanguage(_:)`` changes it.
    public var language: Language { runner.language ?? initialLanguage }
    private let initialLanguage: Language
    private let runner: JourneyRunner
    private let run: Task<JourneyState, Never>

    /// Starts a journey with the backend at `backend`, `https://host[:port]` without a path, over the library's own HTTP, which
    /// trusts only `roots` (X.509 certificates, DER). Uses the iPhone's NFC unless `connector` is given.
    ///
    /// - Throws: ``HttpSenderError``: a root is not a certificate, or TLS can't be set up; an error of the app.
    public convenience init(
        kind: JourneyKind,
        language: Language,
        backend: String,
        roots: [Data],
        connector: (any CardConnector)? = nil
    ) throws {
        let sender = try HttpSender(roots: roots)
        self.init(kind: kind, language: language, backend: backend, connector: connector) { request in
            // The library may read the request after the waiting task has ended and the original has been wiped.
            var copy = request
            copy.body = request.body.copy()
            return await abandonOnCancel { [copy] in await sender.send(request: copy) } ?? .unreachable(id: request.id)
        }
    }

    /// Starts a journey whose requests are sent by `sendRequest`, under the rules of ``JourneyRunner``. With `practice` the backend
    /// is known to be a sandbox, and every screen says so from the first one on. With neither a card nor a server:
    ///
    /// ```swift
    /// let sandbox = Sandbox()
    /// let card = sandbox.card(id: "hanako")!
    /// let session = JourneySession(
    ///     kind: .apply, language: .english, backend: sandbox.address(), practice: true,
    ///     connector: VirtualCardConnector(card)
    /// ) { sandbox.answer(request: $0) }
    /// ```
    public init(
        kind: JourneyKind,
        language: Language,
        backend: String,
        practice: Bool = false,
        connector: (any CardConnector)? = nil,
        sendRequest: @escaping @Sendable (HttpRequest) async -> Event
    ) {
        let journey = Journey(kind: kind, language: language, backend: backend, device: .iphone, practice: practice)
        let runner = JourneyRunner(
            journey: journey, language: language, connector: connector ?? NfcCardReader(language: language),
            sendRequest: sendRequest)
        initialLanguage = language
        self.runner = runner
        run = Task.detached(priority: .userInitiated) { await runner.run() }
    }

    deinit {
        run.cancel()
    }

    /// The latest state; `nil` until the first one is there.
    public var state: JourneyState? { runner.state }

    /// Every state from the latest one on; see ``JourneyRunner/states``.
    public var states: AsyncStream<JourneyState> { runner.states }

    /// Returns the latest feedback that was not taken yet; see ``JourneyRunner/takeFeedback()``.
    public func takeFeedback() -> Feedback? { runner.takeFeedback() }

    /// Sends what the person did at `state`; see ``JourneyRunner/send(_:at:)``.
    public func send(_ event: Event, at state: JourneyState) {
        runner.send(event, at: state)
    }

    /// Waits for a card again; see ``JourneyRunner/scanAgain(at:)``.
    public func scanAgain(at state: JourneyState) {
        runner.scanAgain(at: state)
    }

    /// Changes the language; see ``JourneyRunner/setLanguage(_:)``.
    public func setLanguage(_ language: Language) {
        runner.setLanguage(language)
    }

    /// Waits for the last state, whose step is `done`. Cancelling the waiting task stops the journey.
    public func outcome() async -> JourneyState {
        await withTaskCancellationHandler {
            await run.value
        } onCancel: {
            run.cancel()
        }
    }

    /// Stops the journey unless it has ended; the outcome then says whether an application may have been sent.
    public func stop() {
        run.cancel()
    }
}
