package cardpoints.android

import cardpoints.Event
import cardpoints.JourneyInterface
import cardpoints.Language
import cardpoints.Request
import cardpoints.Step
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
 * Plays [journey]: shows what it needs next, and brings it: from the person, from [slot], from the backend by [send].
 *
 * Whoever made the journey closes it, after [play]. [send] gives `Event.Received` or `Event.Unreachable` and doesn't
 * throw; cancelling it must end it soon, since a person who stops waits for it. It keeps no bytes of the request: they
 * are wiped as soon as it ends. Everything runs on [dispatcher], nothing on the caller's thread.
 */
public class Conversation internal constructor(
    private val journey: JourneyInterface,
    private val slot: CardSlot,
    private val send: suspend (Request) -> Event,
    private val dispatcher: CoroutineDispatcher,
    spoken: Language?,
) {
    public constructor(
        journey: JourneyInterface,
        slot: CardSlot,
        send: suspend (Request) -> Event,
        dispatcher: CoroutineDispatcher = Dispatchers.Default,
    ) : this(journey, slot, send, dispatcher, null)

    private val played = AtomicBoolean()
    private val shown = NewestStep()
    private val told = Channel<Told>(Channel.UNLIMITED) { it.event.wipe() }

    /** Waits for a question, or for a card to be asked for. */
    private val wanted = AtomicReference<Language?>()

    /** The language of [step] since [speak] counted; null: the one that the journey was made in. */
    @Volatile
    public var language: Language? = spoken
        private set

    /** What to show: the newest step; null before [play]. A `Transmit` loses its command as soon as the card has it. */
    public val step: StateFlow<Step?> get() = shown

    /**
     * The person did something at the step [at]. Ignored when that is not the newest one any more: a second tap on a
     * button must not answer the next question. `Event.Stopped` alone counts wherever the journey is by then.
     *
     * Takes [event] over: its secrets are wiped once the journey has them, or once they have come too late.
     * From any thread; never blocks.
     */
    public fun tell(event: Event, at: Step) {
        if (told.trySend(Told(event, at)).isFailure) event.wipe()
    }

    /**
     * The person wants to read [language]: the open question comes again in it, and so does everything after it. While a
     * card is at work or a request is under way, it waits for what is asked next. No answer is lost; what stands in fields
     * and was not sent yet is the screen's to keep.
     *
     * From any thread; never blocks.
     */
    public fun speak(language: Language) {
        wanted.set(language)
        told.trySend(Told(Event.Speak(language), null))
    }

    /**
     * Plays to the outcome, once.
     *
     * Cancelling it stops the journey, and [step] then holds the outcome, which says whether an application may have
     * left. The same happens when [slot] or [send] throw, which they shouldn't; what they threw comes out here.
     *
     * @throws IllegalStateException when called a second time.
     */
    public suspend fun play(): Step.Done = withContext(dispatcher) {
        check(played.compareAndSet(false, true)) { "a conversation is played once" }
        try {
            var step = next(Event.Started)
            while (step !is Step.Done) step = next(happened(step))
            step
        } finally {
            if (shown.value !is Step.Done) next(Event.Stopped)
            told.cancel()
        }
    }

    private fun next(event: Event): Step {
        var step = handIn(event)
        // Nobody should begin to read, or to answer, what comes again at once.
        if (listens(step)) wish()?.let { step = handIn(it) }
        // A card that must be laid on again keeps its session: the slot then knows which one will not do as it lies.
        if (step !is Step.Tap && step !is Step.Transmit) slot.end()
        shown.show(step)
        return step
    }

    private fun handIn(event: Event): Step {
        val step = journey.next(event)
        // Before the step is shown: whoever sees it asks in which language.
        if (event is Event.Speak) language = event.language
        event.wipe()
        return step
    }

    /** What happens at [step]: what it asks for, or what the person does meanwhile. */
    private suspend fun happened(step: Step): Event = when (step) {
        is Step.Ask -> personOr { awaitCancellation() }
        is Step.Tap -> personOr { Event.Arrived(slot.tap()) }
        is Step.Transmit -> step.command.use { personOr { slot.transmit(it)?.let(Event::Replied) ?: Event.Lost } }
        is Step.Send -> step.request.body.use { personOr { send(step.request) } }
        is Step.Done -> error("nothing happens after the outcome")
    }

    /** What comes first, and nothing else goes on after it: a command that has left is waited for. */
    private suspend fun personOr(bring: suspend () -> Event): Event = coroutineScope {
        // Said before anything leaves.
        generateSequence { told.tryReceive().getOrNull() }.firstNotNullOfOrNull(::counts)?.let { return@coroutineScope it }
        val brought = async { bring() }
        var first: Event? = null
        while (first == null) {
            first = select {
                brought.onAwait { it }
                told.onReceive(::counts)
            }
        }
        brought.cancel()
        first
    }

    /** The other language that the person wants, once. */
    private fun wish(): Event? = wanted.getAndSet(null)?.takeIf { it != language }?.let(Event::Speak)

    /** Neither a card's command nor a request is under way. */
    private fun listens(step: Step?) = step is Step.Ask || step is Step.Tap

    /** What was said, if it counts now; a card's command and a request let nothing pass but a stop. */
    private fun counts(said: Told): Event? {
        val step = shown.value
        if (said.event is Event.Speak) return if (listens(step)) wish() else null
        val fits = said.at === step && listens(step)
        if (fits || said.event is Event.Stopped) return said.event
        said.event.wipe()
        return null
    }

    private class Told(val event: Event, val at: Step?)
}
