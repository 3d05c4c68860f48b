import Foundation

/// Runs a journey: publishes each step and supplies what it asks for, from the person, the card and the backend.
///
/// Everything runs off the main actor.
public final class JourneyRunner: Sendable {
    private let journey: any JourneyProtocol
    private let connector: any CardConnector
    private let sendRequest: @Sendable (HttpRequest) async -> Event
    private let published = JourneyStates()
    private let languages: LanguageSelection
    private let inputs = Mailbox<PersonInput>()
    private let isStarted = AtomicFlag()

    /// - Parameters:
    ///   - journey: A new journey, for this runner only.
    ///   - connector: Connects to cards.
    ///   - sendRequest: Sends a request to the backend and returns `Event.received` or `Event.unreachable`. It must end soon after
    ///     its task is cancelled, since a person who stops the journey waits for it. It must not keep bytes of the request, which
    ///     are wiped as soon as it returns.
    public convenience init(
        journey: any JourneyProtocol,
        connector: any CardConnector,
        sendRequest: @escaping @Sendable (HttpRequest) async -> Event
    ) {
        self.init(journey: journey, language: nil, connector: connector, sendRequest: sendRequest)
    }

    /// - Parameter language: The language in which the journey was created.
    init(
        journey: any JourneyProtocol,
        language: Language?,
        connector: any CardConnector,
        sendRequest: @escaping @Sendable (HttpRequest) async -> Event
    ) {
        self.journey = journey
        self.connector = connector
        self.sendRequest = sendRequest
        languages = LanguageSelection(language)
    }

    deinit {
        wipePendingInputs()
    }

    /// The latest state; `nil` before ``run()``.
    public var state: JourneyState? { published.latest }

    /// The language of the latest state once ``setLanguage(_:)`` has changed it; `nil`: the one in which the journey was created.
    public var language: Language? { languages.current }

    /// Every state from the latest one on; the last one is the outcome. A slow reader misses states in between, never the latest.
    /// There can be any number of readers.
    public var states: AsyncStream<JourneyState> { published.stream() }

    /// Returns the latest feedback that was not taken yet, and removes it; `nil`: there is none. A state may follow so quickly that
    /// its reader misses the previous one; its feedback is still here.
    public func takeFeedback() -> Feedback? { published.takeFeedback() }

    /// Sends what the person did at `state`. It is ignored when that is no longer the latest state: a second tap on a button must
    /// not answer the next question. Only `Event.stopped` counts at every state.
    ///
    /// Takes ownership of `event`: its secrets are wiped once the journey has them, or once they have come too late. May be called
    /// from any thread and never blocks.
    public func send(_ event: Event, at state: JourneyState) {
        if !inputs.put(PersonInput(kind: .event(event), stateID: state.id)) { event.wipe() }
    }

    /// Waits for a card again, at a `state` with a ``JourneyState/scanProblem``.
    public func scanAgain(at state: JourneyState) {
        _ = inputs.put(PersonInput(kind: .scanAgain, stateID: state.id))
    }

    /// Changes the language: the open question comes again in it, as does everything after it. When no question is open, the
    /// change waits for the next one. No answer is lost; the screen itself keeps what was typed and not sent yet.
    ///
    /// May be called from any thread and never blocks.
    public func setLanguage(_ language: Language) {
        languages.request(language)
        _ = inputs.put(PersonInput(kind: .setLanguage, stateID: 0))
    }

    /// Runs the journey to its outcome, once, and returns the last state, whose step is `done`.
    ///
    /// Cancelling its task stops the journey and ends the session with the card; the outcome then says whether an application may
    /// have been sent.
    ///
    /// - Precondition: It was not called before.
    public func run() async -> JourneyState {
        precondition(isStarted.set(), "a runner runs once")
        var state = next(.started)
        while let event = await event(at: state) { state = next(event) }
        wipePendingInputs()
        return state
    }

    private func wipePendingInputs() {
        for input in inputs.close() { input.wipe() }
    }

    private func next(_ event: Event) -> JourneyState {
        var step = handIn(event)
        // Changes the language before the question is published, so that nobody begins to read it in the old one.
        if case .ask = step, let change = takeLanguageChange() { step = handIn(change) }
        // The session of a card that must be tapped again stays open: the connector then knows which card is not accepted.
        if let result = ScanResult(before: step) { connector.end(result) }
        return published.publish(step)
    }

    private func handIn(_ event: Event) -> Step {
        let step = journey.next(event: event)
        if case .setLanguage(let language) = event {
            // Before the state is published: its readers ask for the language.
            languages.set(language)
            connector.setLanguage(language)
        }
        event.wipe()
        return step
    }

    /// The event that ends this state: what its step asks for, or what the person does instead. `nil`: it is the last state.
    private func event(at state: JourneyState) async -> Event? {
        defer { state.step.wipe() }
        switch state.step {
        case .ask:
            return await nextInput(at: state)?.event ?? .stopped
        case .tap(_, _, _, let text):
            return await tap(at: state, text)
        case .transmit(let command, let progress, let text):
            return await inputOr(at: state) { [connector] in
                await connector.transmit(command, progress: progress, text: text).map(Event.replied) ?? .lost
            }
        case .send(let request, _, _):
            return await inputOr(at: state) { [sendRequest] in await sendRequest(request) }
        case .done:
            return nil
        }
    }

    /// Waits for a card, or for what the person does instead. After a problem it waits until the person wants to scan again, so that
    /// no sheet opens by itself again and again.
    private func tap(at first: JourneyState, _ text: ScreenText) async -> Event {
        var state = first
        while true {
            let card: Result<Event, ScanProblem> = await inputOr(at: state) { [connector] in
                do throws(ScanProblem) {
                    return .success(.arrived(reader: try await connector.tap(text)))
                } catch {
                    return .failure(error)
                }
            }
            switch card {
            case .success(let event):
                return event
            case .failure(let scanProblem):
                state = published.publish(state.step, scanProblem)
                switch await nextInput(at: state) {
                case .event(let event): return event
                case .scanAgain: state = published.publish(state.step)
                // A change of language waits for a question and never gets here.
                case .setLanguage, nil: return .stopped
                }
            }
        }
    }

    private func inputOr(at state: JourneyState, _ work: @escaping @Sendable () async -> Event) async -> Event {
        let result: Result<Event, Never> = await inputOr(at: state) { .success(await work()) }
        return result.get()
    }

    /// The result of `work`, or what the person does instead. Afterwards neither goes on: a command that is with the card is waited
    /// for. When both come, the person's input wins, even over a signature, which then must not be sent; but a reply of the backend
    /// counts first and a stop after it, since it may be the receipt. A cancelled task counts as a stop.
    private func inputOr<Failure>(
        at state: JourneyState, _ work: @escaping @Sendable () async -> Result<Event, Failure>
    ) async -> Result<Event, Failure> {
        // Input that came before anything is sent.
        if let event = pendingInput(at: state) { return .success(event) }
        typealias Results = (input: Event?, work: Result<Event, Failure>?)
        let results = await withTaskGroup(of: Results.self, returning: Results.self) { group in
            group.addTask { (await self.nextInput(at: state)?.event, nil) }
            group.addTask { (nil, await work()) }
            var results: Results = (nil, nil)
            for await result in group {
                results = (result.input ?? results.input, result.work ?? results.work)
                group.cancelAll()
            }
            return results
        }
        switch (results.input ?? pendingInput(at: state), results.work) {
        case (nil, let result?):
            return result
        case (.stopped, .success(.received(let id, let status, let body))):
            inputs.putBack(PersonInput(kind: .event(.stopped), stateID: state.id))
            return .success(.received(id: id, status: status, body: body))
        case (let input, let result):
            if case .success(let unused) = result { unused.wipe() }
            return .success(input ?? .stopped)
        }
    }

    /// Input that has come already and counts at this state. A cancelled task counts as a stop.
    private func pendingInput(at state: JourneyState) -> Event? {
        while let input = inputs.take() {
            if let event = accept(input, at: state)?.event { return event }
        }
        return Task.isCancelled ? .stopped : nil
    }

    /// Waits for the next input that counts at this state; `nil`: the task was cancelled.
    private func nextInput(at state: JourneyState) async -> PersonInput.Kind? {
        while !Task.isCancelled, let input = await inputs.next() {
            if let accepted = accept(input, at: state) { return accepted }
        }
        return nil
    }

    private func takeLanguageChange() -> Event? {
        languages.takeRequest().map(Event.setLanguage)
    }

    /// The input, if it counts at this state. During a command or a request only a stop counts.
    private func accept(_ input: PersonInput, at state: JourneyState) -> PersonInput.Kind? {
        if case (.setLanguage, .ask) = (input.kind, state.step) {
            return takeLanguageChange().map(PersonInput.Kind.event)
        }
        let counts =
            switch (input.kind, state.step) {
            case (.event(.stopped), _): true
            case (.event, .ask), (.event, .tap): input.stateID == state.id
            case (.scanAgain, .tap): input.stateID == state.id && state.scanProblem != nil
            default: false
            }
        if counts { return input.kind }
        input.wipe()
        return nil
    }
}

/// Something that the person did, and the state at which they did it.
private struct PersonInput: Sendable {
    enum Kind: Sendable {
        case event(Event)
        case scanAgain
        /// A language may have been requested. The change waits for a question.
        case setLanguage

        var event: Event? {
            if case .event(let event) = self { event } else { nil }
        }
    }

    let kind: Kind
    let stateID: Int

    func wipe() {
        kind.event?.wipe()
    }
}

extension ScanResult {
    /// How the session with the card ends before that step; `nil`: the card is still needed.
    init?(before step: Step) {
        switch step {
        case .tap, .transmit: return nil
        // A question between commands, such as the one about the last try: the card is not done, so the sheet shows no tick.
        case .ask(let question): self = .failed(question.problems.first?.text ?? question.text.title)
        case .send(_, _, let text): self = .succeeded(text.title)
        case .done(.ended, let text), .done(.internalError, let text), .done(.stopped, let text):
            self = .failed(text.title)
        case .done(_, let text): self = .succeeded(text.title)
        }
    }
}
