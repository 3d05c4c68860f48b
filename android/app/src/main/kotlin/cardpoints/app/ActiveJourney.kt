package cardpoints.app

import android.content.Context
import android.os.Parcelable
import android.util.SparseArray
import cardpoints.JourneyKind
import cardpoints.Language
import cardpoints.Outcome
import cardpoints.Step
import cardpoints.SubmissionState
import cardpoints.Topic
import cardpoints.android.JourneySession
import cardpoints.internalError
import kotlinx.coroutines.CoroutineExceptionHandler
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.filterNotNull

/** The journey of the app, from the first page on, and what the app remembers about it from one activity to the next. */
internal class ActiveJourney(context: Context, environment: AppEnvironment, initialLanguage: Language) : AutoCloseable {
    private val failure = MutableStateFlow<Step.Done?>(null)
    private val loadFailure = MutableStateFlow(false)

    val session = JourneySession(
        context,
        JourneyKind.HOME,
        initialLanguage,
        environment.backend,
        environment::send,
        environment.practice,
        environment.connector,
        CoroutineExceptionHandler { _, fault -> fail(fault) },
    )

    /** The latest step; null until the first one is there. */
    val step: Step? get() = failure.value ?: session.step.value

    /** The steps for the screen: those of [session], or the internal error that ended it. */
    val steps: Flow<Step> = combine(session.step, failure) { step, failure -> failure ?: step }.filterNotNull()

    /** The library can't be loaded, so there is no text from the core. */
    val libraryMissing: StateFlow<Boolean> get() = loadFailure

    /** Past the first page, and not finished: if the process dies now, the person is told later. */
    val isUnderWay: Boolean get() = step.let { it != null && !it.isHome && it !is Step.Done }

    /** Typed text that is not secret, handed from one activity's view to the next one's in memory. */
    var viewState: SparseArray<Parcelable>? = null

    /** The process died during an earlier journey, and the first page has not said so yet. */
    var wasInterrupted: Boolean = false

    override fun close(): Unit = session.close()

    /** Ends the journey after an unexpected exception, with the core's text for an internal error. */
    fun fail(reason: Throwable) {
        val outcome = (session.step.value as? Step.Done)?.outcome
        val submission = if (outcome is Outcome.Stopped) outcome.submission else SubmissionState.NOT_SENT
        if (reason is LinkageError) {
            loadFailure.value = true
        } else {
            failure.value = Step.Done(Outcome.InternalError, internalError(session.language, submission))
        }
    }
}

/** This is the first page. */
internal val Step.isHome: Boolean get() = this is Step.Ask && question.about == Topic.HOME
