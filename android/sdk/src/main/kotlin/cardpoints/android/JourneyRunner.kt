package cardpoints.android

import cardpoints.Event
import cardpoints.Feedback
import cardpoints.HttpRequest
import cardpoints.JourneyInterface
import cardpoints.Language
import cardpoints.Step
import cardpoints.screenText
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.withContext
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicReference

/**
 * Runs [journey] to its outcome: publishes each step and provides what it needs, from the person, from [connector], and from
 * the backend by [sendRequest].
 *
 * The caller that made the journey closes it after [run]. [sendRequest] returns `Event.Received` or `Event.Unreachable` and
 * does not throw. Cancelling it must end it soon, because a person who stops waits for it. It must not keep bytes of the
 * request: they are wiped as soon as it returns. Everything runs on [dispatcher], nothing on the caller's thread.
 */
public class JourneyRunner internal constructor(
    private val journey: JourneyInterface,
    private val connector: CardConnector,
    private val sendRequest: suspend (HttpRequest) -> Event,
    private val dispatcher: CoroutineDispatcher,
    initialLanguage: Language?,
) {
    public constructor(
        journey: JourneyInterface,
        connector: CardConnector,
        sendRequest: suspend (HttpRequest) -> Event,
        dispatcher: CoroutineDispatcher = Dispatchers.Default,
    ) : this(journey, connector, sendRequest, dispatcher, null)

    private val started = AtomicBoolean()
    private val latestStep = LatestStep()
    private val inputs = Channel<Input>(Channel.UNLIMITED) { it.event.wipe() }
    private val feedback = AtomicReference<Feedback?>()

    /** Set until the next question or tap, where the language can change. */
    private val requestedLanguage = AtomicReference<Language?>()

    /** The language of [step] once [setLanguage] took effect; null: the language that the journey was made in. */
    @Volatile
    public var language: Language? = initialLanguage
        private set

    /** The latest step; null before [run]. A `Transmit` loses its command as soon as the card has it. */
    public val step: StateFlow<Step?> get() = latestStep

    /**
     * The latest feedback that was not taken yet, and takes it; null: there is none. A step may follow so quickly that no
     * collector of [step] sees the one before, but the person must still feel that a card was found or lost.
     */
    public fun takeFeedback(): Feedback? = feedback.getAndSet(null)

    /**
     * The person did something at the step [at]. Ignored if [at] is no longer the latest step: a second press of a button must
     * not answer the next question. Only `Event.Stopped` counts at every step.
     *
     * Takes ownership of [event]: its secrets are wiped once the journey has them, or once they are ignored. May be called
     * from any thread; never blocks.
     */
    public fun send(event: Event, at: Step) {
        if (inputs.trySend(Input(event, at)).isFailure) event.wipe()
    }

    /**
     * The person wants [language]: the open question and every later step come in it. While a card command or a request is
     * under way, the change waits for the next question or tap. No answer is lost; text in fields that was not sent yet is the
     * screen's to keep.
     *
     * May be called from any thread; never blocks.
     */
    public fun setLanguage(language: Language) {
        requestedLanguage.set(language)
        inputs.trySend(Input(Event.SetLanguage(language), null))
    }

    /**
     * Runs to the outcome, once.
     *
     * Cancelling it stops the journey; [step] then holds the outcome, which says whether an application may have been sent.
     * The same happens when [connector] or [sendRequest] throw, which they should not; this function then throws the same.
     *
     * @throws IllegalStateException when called a second time.
     */
    public suspend fun run(): Step.Done = withContext(dispatcher) {
        check(started.compareAndSet(false, true)) { "a JourneyRunner runs once" }
        try {
            var step = advance(Event.Started)
            while (step !is Step.Done) step = advance(eventAt(step))
            step
        } finally {
            if (latestStep.value !is Step.Done) advance(Event.Stopped)
            inputs.cancel()
        }
    }

    private fun advance(event: Event): Step {
        var step = pass(event)
        // Before the step is published: otherwise the person would see it in the old language first.
        if (allowsInput(step)) languageChange()?.let { step = pass(it) }
        // At a tap the connection stays open: the connector then knows which card does not count until it is presented again.
        if (step !is Step.Tap && step !is Step.Transmit) connector.end()
        latestStep.publish(step)
        return step
    }

    private fun pass(event: Event): Step {
        val step = journey.next(event)
        step.screenText.feedback?.let(feedback::set)
        // Before the step is published: a collector asks for its language.
        if (event is Event.SetLanguage) language = event.language
        event.wipe()
        return step
    }

    /** The next event at [step]: what the step needs, or what the person does meanwhile. */
    private suspend fun eventAt(step: Step): Event = when (step) {
        is Step.Ask -> inputOr { awaitCancellation() }
        is Step.Tap -> inputOr { Event.Arrived(connector.tap()) }
        is Step.Transmit -> step.command.use { inputOr { connector.transmit(it)?.let(Event::Replied) ?: Event.Lost } }
        is Step.Send -> step.request.body.use { inputOr { sendRequest(step.request) } }
        is Step.Done -> error("nothing follows the outcome")
    }

    /** The first of [provide]'s event and the person's. [provide] has ended when this returns: a command that was sent is awaited. */
    private suspend fun inputOr(provide: suspend () -> Event): Event = coroutineScope {
        // Input that is already there counts before anything is sent.
        generateSequence { inputs.tryReceive().getOrNull() }.firstNotNullOfOrNull(::accept)?.let { return@coroutineScope it }
        val provided = async { provide() }
        var first: Event? = null
        while (first == null) {
            first = select {
                provided.onAwait { it }
                inputs.onReceive(::accept)
            }
        }
        provided.cancel()
        first
    }

    /** The change to the language that was requested; null: there is none. */
    private fun languageChange(): Event? = requestedLanguage.getAndSet(null)?.takeIf { it != language }?.let(Event::SetLanguage)

    /** Neither a card command nor a request is under way. */
    private fun allowsInput(step: Step?) = step is Step.Ask || step is Step.Tap

    /** The event of [input], if it counts now. During a card command or a request only a stop counts. */
    private fun accept(input: Input): Event? {
        val step = latestStep.value
        if (input.event is Event.SetLanguage) return if (allowsInput(step)) languageChange() else null
        val fits = input.at === step && allowsInput(step)
        if (fits || input.event is Event.Stopped) return input.event
        input.event.wipe()
        return null
    }

    private class Input(val event: Event, val at: Step?)
}
