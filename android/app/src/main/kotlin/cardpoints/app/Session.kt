package cardpoints.app

import android.content.Context
import android.os.Parcelable
import android.util.SparseArray
import cardpoints.Errand
import cardpoints.Event
import cardpoints.Language
import cardpoints.Outcome
import cardpoints.Sent
import cardpoints.Step
import cardpoints.Topic
import cardpoints.broken
import kotlinx.coroutines.CoroutineExceptionHandler
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.filterNotNull
import cardpoints.android.Session as Journey

/** One journey, begun in [begunIn], from the first page on, and what the app adds to it. */
internal class Session(context: Context, world: World, begunIn: Language) : AutoCloseable {
    private val journey = Journey(
        context,
        Errand.HOME,
        begunIn,
        world.backend,
        world::send,
        world.practice,
        world.slot,
        CoroutineExceptionHandler { _, fault -> fail(fault) },
    )
    private val fault = MutableStateFlow<Step.Done?>(null)
    private val mute = MutableStateFlow(false)

    /** The newest step; null: the first one is still to come. */
    val step: Step? get() = fault.value ?: journey.step.value

    /** Each newest step, for the screen. */
    val steps: Flow<Step> = combine(journey.step, fault) { step, fault -> fault ?: step }.filterNotNull()

    /** The core can't be loaded, and so can't say that either. */
    val speechless: StateFlow<Boolean> get() = mute

    /** The language of [step]. */
    val language: Language get() = journey.language

    /** Beyond the first page, and not over: if the process dies now, the person is told. */
    val underWay: Boolean get() = step.let { it != null && !it.isHome && it !is Step.Done }

    /** What was typed and isn't secret, from an activity's view for the next one's. It stays in memory. */
    var typed: SparseArray<Parcelable>? = null

    /** The process died while an earlier journey was under way, and the first page still has to say so. */
    var interrupted: Boolean = false

    /** The person did something at the step [at]. */
    fun tell(event: Event, at: Step): Unit = journey.tell(event, at)

    /** The person wants to read [language], from the next question on at the latest. */
    fun speak(language: Language): Unit = journey.speak(language)

    /** Ends it, wherever it is. */
    override fun close(): Unit = journey.close()

    /** It can't be gone on with, or not be shown, for a [reason] that nobody expected: the core's words say so. */
    fun fail(reason: Throwable) {
        val outcome = (journey.step.value as? Step.Done)?.outcome
        val sent = if (outcome is Outcome.Stopped) outcome.sent else Sent.NOTHING
        if (reason is LinkageError) mute.value = true else fault.value = Step.Done(Outcome.Broken, broken(language, sent))
    }
}

/** It is the first page. */
internal val Step.isHome: Boolean get() = this is Step.Ask && question.about == Topic.HOME
