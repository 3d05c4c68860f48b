package cardpoints.android

import cardpoints.Event
import cardpoints.JourneyInterface
import cardpoints.Request
import cardpoints.Step
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow

/** Plays [journey]: shows what it needs next, and brings it: from the person, from [slot], from the backend by [send]. */
public class Conversation(
    private val journey: JourneyInterface,
    private val slot: CardSlot,
    private val send: suspend (Request) -> Event,
) {
    private val shown = MutableStateFlow<Step?>(null)
    private val told = Channel<Pair<Event, Step>>(Channel.UNLIMITED)

    /** What to show: the newest step; null before [play]. */
    public val step: StateFlow<Step?> = shown.asStateFlow()

    /**
     * The person did something at the step [at]. Ignored when that is not the newest one any more: a second tap on a
     * button must not answer the next question.
     */
    public fun tell(event: Event, at: Step) {
        told.trySend(event to at)
    }

    /**
     * Plays to the outcome. Cancelling it stops the journey, and [step] then holds the outcome, which says whether an
     * application may have left.
     */
    public suspend fun play(): Step.Done = TODO("sdk")
}
