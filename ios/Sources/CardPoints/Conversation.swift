import Foundation

/// Plays a journey: shows what it needs next, and brings it: from the person, from the slot, from the backend.
///
/// Everything runs off the main actor.
public final class Conversation: Sendable {
    private let journey: any JourneyProtocol
    private let slot: any CardSlot
    private let send: @Sendable (Request) async -> Event
    private let shown = Moments()
    private let spoken: Spoken
    private let told = Mailbox<Told>()
    private let played = Flag()

    /// - Parameters:
    ///   - journey: A new one, for this conversation alone.
    ///   - slot: Where cards are laid on.
    ///   - send: Gives `Event.received` or `Event.unreachable`. Cancelling its task must end it soon, since a person who stops waits
    ///     for it. It keeps no bytes of the request: they are wiped as soon as it ends.
    public convenience init(
        journey: any JourneyProtocol,
        slot: any CardSlot,
        send: @escaping @Sendable (Request) async -> Event
    ) {
        self.init(journey: journey, language: nil, slot: slot, send: send)
    }

    /// - Parameter language: The one that the journey was made in.
    init(
        journey: any JourneyProtocol,
        language: Language?,
        slot: any CardSlot,
        send: @escaping @Sendable (Request) async -> Event
    ) {
        self.journey = journey
        self.slot = slot
        self.send = send
        spoken = Spoken(language)
    }

    deinit {
        forgetWhatWasSaid()
    }

    /// The newest moment; `nil` before ``play()``.
    public var moment: Moment? { shown.value }

    /// The language of the newest moment since ``speak(_:)`` counted; `nil`: the one that the journey was made in.
    public var language: Language? { spoken.language }

    /// Every moment from the newest one on, the outcome being the last. Whoever is slow misses what came between, never the
    /// newest. Any number may listen.
    public var moments: AsyncStream<Moment> { shown.stream() }

    /// The person did something at `moment`. Ignored when that is not the newest one any more: a second tap on a button must
    /// not answer the next question. `Event.stopped` alone counts wherever the journey is by then.
    ///
    /// Takes `event` over: its secrets are wiped once the journey has them, or once they have come too late. From any thread;
    /// never blocks.
    public func tell(_ event: Event, at moment: Moment) {
        if !told.put(Told(what: .event(event), at: moment.id)) { event.wipe() }
    }

    /// The person wants to lay the card on again, at a `moment` with a ``Moment/hindrance``.
    public func again(at moment: Moment) {
        _ = told.put(Told(what: .again, at: moment.id))
    }

    /// The person wants to read that language: the open question comes again in it, and so does everything after it; where none is
    /// open, the next question. No answer is lost. What stands in fields is the screen's to keep.
    ///
    /// From any thread; never blocks.
    public func speak(_ language: Language) {
        spoken.wants(language)
        _ = told.put(Told(what: .speak, at: 0))
    }

    /// Plays to the outcome, once, and gives the last moment, whose step is `done`.
    ///
    /// Cancelling its task stops the journey and ends the card's session; the outcome then says whether an application may have
    /// left.
    ///
    /// - Precondition: It was not called before.
    public func play() async -> Moment {
        precondition(played.raise(), "a conversation is played once")
        var moment = next(.started)
        while let event = await happened(at: moment) { moment = next(event) }
        forgetWhatWasSaid()
        return moment
    }

    private func forgetWhatWasSaid() {
        for late in told.close() { late.wipe() }
    }

    private func next(_ event: Event) -> Moment {
        var step = handIn(event)
        // Nobody should begin to read, or to answer, what comes again at once.
        if case .ask = step, let wish = wish() { step = handIn(wish) }
        // A card that must be laid on again keeps its session: the slot then knows which one will not do as it lies.
        if let ending = CardEnding(before: step) { slot.end(ending) }
        return shown.show(step)
    }

    private func handIn(_ event: Event) -> Step {
        let step = journey.next(event: event)
        if case .speak(let language) = event {
            // Before the moment is shown: whoever sees it asks in which language.
            spoken.speaks(language)
            slot.speak(language)
        }
        event.wipe()
        return step
    }

    /// What happens at that moment: what its step asks for, or what the person does instead. `nil`: it is the last one.
    private func happened(at moment: Moment) async -> Event? {
        defer { moment.step.wipe() }
        switch moment.step {
        case .ask:
            return await said(at: moment)?.event ?? .stopped
        case .tap(_, let words):
            return await tapped(at: moment, words)
        case .transmit(let command, let stage, let words):
            return await personOr(at: moment) { [slot] in
                await slot.transmit(command, stage: stage, words: words).map(Event.replied) ?? .lost
            }
        case .send(let request, _):
            return await personOr(at: moment) { [send] in await send(request) }
        case .done:
            return nil
        }
    }

    /// A card, or what the person does instead. After a hindrance nothing is waited for until the person wants it, so that no
    /// sheet comes up by itself again and again.
    private func tapped(at first: Moment, _ words: Words) async -> Event {
        var moment = first
        while true {
            let card: Result<Event, Hindrance> = await personOr(at: moment) { [slot] in
                do throws(Hindrance) {
                    return .success(.arrived(reader: try await slot.tap(words)))
                } catch {
                    return .failure(error)
                }
            }
            switch card {
            case .success(let event):
                return event
            case .failure(let hindrance):
                moment = shown.show(moment.step, hindrance)
                switch await said(at: moment) {
                case .event(let event): return event
                case .again: moment = shown.show(moment.step)
                // A wish waits for a question: it doesn't come out here.
                case .speak, nil: return .stopped
                }
            }
        }
    }

    private func personOr(at moment: Moment, bring: @escaping @Sendable () async -> Event) async -> Event {
        let brought: Result<Event, Never> = await personOr(at: moment) { .success(await bring()) }
        return brought.get()
    }

    /// What is brought, or what the person does instead; nothing of either goes on afterwards: a command that has left is
    /// waited for. Both may come: then all gives way to the person, a signature too, which must not be sent any more; but what
    /// the backend answered counts first and a stop next, since it may be the receipt. A cancelled task is a person who stops.
    private func personOr<Failure>(
        at moment: Moment, bring: @escaping @Sendable () async -> Result<Event, Failure>
    ) async -> Result<Event, Failure> {
        // Said before anything leaves.
        if let event = saidAlready(at: moment) { return .success(event) }
        typealias Came = (said: Event?, brought: Result<Event, Failure>?)
        let (said, brought) = await withTaskGroup(of: Came.self, returning: Came.self) { group in
            group.addTask { (await self.said(at: moment)?.event, nil) }
            group.addTask { (nil, await bring()) }
            var both: Came = (nil, nil)
            for await one in group {
                both = (one.said ?? both.said, one.brought ?? both.brought)
                group.cancelAll()
            }
            return both
        }
        switch (said ?? saidAlready(at: moment), brought) {
        case (nil, let brought?):
            return brought
        case (.stopped, .success(.received(let id, let status, let body))):
            told.putBack(Told(what: .event(.stopped), at: moment.id))
            return .success(.received(id: id, status: status, body: body))
        case (let said, let brought):
            if case .success(let late) = brought { late.wipe() }
            return .success(said ?? .stopped)
        }
    }

    /// What the person has said that counts at that moment; a cancelled task is one who stops.
    private func saidAlready(at moment: Moment) -> Event? {
        while let letter = told.take() {
            if let event = counts(letter, at: moment)?.event { return event }
        }
        return Task.isCancelled ? .stopped : nil
    }

    /// What the person says next that counts at that moment; `nil`: the task was cancelled.
    private func said(at moment: Moment) async -> Told.What? {
        while !Task.isCancelled, let letter = await told.next() {
            if let said = counts(letter, at: moment) { return said }
        }
        return nil
    }

    /// The other language that the person wants, once.
    private func wish() -> Event? {
        spoken.wish().map(Event.speak)
    }

    /// What was said, if it counts now; a card's command and a request let nothing pass but a stop.
    private func counts(_ letter: Told, at moment: Moment) -> Told.What? {
        if case (.speak, .ask) = (letter.what, moment.step) { return wish().map(Told.What.event) }
        let fits =
            switch (letter.what, moment.step) {
            case (.event(.stopped), _): true
            case (.event, .ask), (.event, .tap): letter.at == moment.id
            case (.again, .tap): letter.at == moment.id && moment.hindrance != nil
            default: false
            }
        if fits { return letter.what }
        letter.wipe()
        return nil
    }
}

/// What a person said, and at which moment.
private struct Told: Sendable {
    enum What: Sendable {
        case event(Event)
        case again
        /// There may be a wish. It waits for a question.
        case speak

        var event: Event? {
            if case .event(let event) = self { event } else { nil }
        }
    }

    let what: What
    let at: Int

    func wipe() {
        what.event?.wipe()
    }
}

extension CardEnding {
    /// How the card's session ends before that step; `nil`: the card is still needed.
    init?(before step: Step) {
        switch step {
        case .tap, .transmit: return nil
        // A question amid the card's work, about the last try say: it has not done it yet, and must show no tick.
        case .ask(let question): self = .failed(question.problem?.text ?? question.words.title)
        case .send(_, let words): self = .done(words.title)
        case .done(.ended, let words), .done(.broken, let words), .done(.stopped, let words):
            self = .failed(words.title)
        case .done(_, let words): self = .done(words.title)
        }
    }
}
