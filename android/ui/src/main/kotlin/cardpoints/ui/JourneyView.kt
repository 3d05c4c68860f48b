package cardpoints.ui

import android.content.Context
import android.os.Bundle
import android.os.Parcelable
import android.os.SystemClock
import android.util.AttributeSet
import android.util.SparseArray
import android.view.MotionEvent
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.WindowInsets
import android.widget.FrameLayout
import cardpoints.Event
import cardpoints.Feedback
import cardpoints.Language
import cardpoints.QuestionForm
import cardpoints.Step
import cardpoints.android.ScanProblem
import cardpoints.labels
import cardpoints.screenText

/**
 * Shows any step of a journey and reports what the person does. Its theme is set by the attributes in `attrs.xml`: a host
 * sets those that it wants in its own theme, and the style `CardPoints` provides the others, light and dark.
 *
 * While a password or security code is asked for, it sets `FLAG_SECURE` on the window of its activity, and removes the flag
 * afterwards unless the host had set it. After a recreation, typed text and choices come back from the view's own saved
 * state; secrets are saved nowhere. The content stays clear of the system bars and the keyboard.
 */
public class JourneyView @JvmOverloads constructor(context: Context, attributes: AttributeSet? = null) :
    FrameLayout(Theme.themed(context), attributes) {
    /** The language of the step that [show] shows next, for the labels around the step's own text. */
    public var language: Language = Language.JAPANESE

    /** What the person did, and at which step: for `JourneySession.send`. */
    public var onEvent: (Event, Step) -> Unit = { _, _ -> }

    /**
     * The person wants another language: for `JourneySession.setLanguage`. While this is set, questions offer the other
     * languages, except where something is typed: the keyboard needs the space, and a secret would have to be typed again.
     */
    public var onLanguage: ((Language) -> Unit)? = null

    /** Opens the settings where NFC is switched on. */
    public var onSettings: () -> Unit = {}

    /** The person has read the outcome: show the first page. */
    public var onHome: () -> Unit = {}

    /** Why no card can be read; shown where a card is asked for. */
    public var scanProblem: ScanProblem? = null
        set(value) {
            field = value
            (screen as? TapScreen)?.showScanProblem(value)
        }

    private val window = SecureWindow(context)
    private var shownStep: Step? = null
    private var screen: StepScreen? = null
    private var savedState: Bundle? = null
    private var isEventSent = false
    private var shownAt = 0L
    private var ignoresEarlyTouch = false

    init {
        if (id == NO_ID) id = R.id.card_points_journey
        importantForAutofill = IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS
    }

    /**
     * Shows [step], and lets the person feel [feedback]: pass `JourneySession.takeFeedback()`, which includes the feedback of
     * quick steps that were never shown.
     *
     * The same question again (with a problem, in another language, after a recreation) keeps what was typed, unless it is
     * secret.
     */
    public fun show(step: Step, feedback: Feedback? = step.screenText.feedback) {
        feedback?.let { performHapticFeedback(it.hapticConstant()) }
        val previous = screen
        if (step == shownStep && previous?.theme?.language == language) {
            // An equal step is still a new one: answers to the previous step would be ignored.
            shownStep = step
            isEventSent = false
            return
        }
        shownStep = step
        isEventSent = false
        if (previous?.update(step) == true) return
        val next = createScreen(step)
        if (previous is AskScreen && next is AskScreen) next.copyStateFrom(previous)
        replace(previous, next)
        savedState?.let { restore(it, step, next) }
    }

    /** Goes back by one question, if the step can. False: there is nothing to go back to, and the app may be left. */
    public fun back(): Boolean {
        val step = shownStep
        val canGoBack = step is Step.Ask && step.question.back != null || step is Step.Tap
        if (canGoBack) send(Event.Back)
        return canGoBack
    }

    private fun createScreen(step: Step): StepScreen {
        val theme = Theme(context, language)
        val labels = labels(language)
        setBackgroundColor(theme.background)
        return when (step) {
            is Step.Ask -> AskScreen(theme, labels, step.question, ::send, onLanguage)
            is Step.Tap -> TapScreen(theme, labels, step, scanProblem, ::send) { onSettings() }
            is Step.Transmit -> TransmitScreen(theme, labels, step, ::send)
            is Step.Send -> SendScreen(theme, labels, step, ::send)
            is Step.Done -> DoneScreen(theme, labels, step, { onHome() }) { print(context, step.text) }
        }
    }

    private fun replace(previous: StepScreen?, next: StepScreen) {
        previous?.wipe()
        screen = next
        ignoresEarlyTouch = previous != null
        shownAt = SystemClock.uptimeMillis()
        removeAllViews()
        addView(next.page.root, MATCH_PARENT, MATCH_PARENT)
        if (isAttachedToWindow) window.setSecure(next.isSecret)
        post { if (screen === next) next.page.startReading() }
    }

    /** Only the first event counts: a second press of a button must not answer the next question. */
    private fun send(event: Event) {
        val step = shownStep ?: return
        if (isEventSent) return
        isEventSent = true
        onEvent(event, step)
        // The journey may ask the very same question again, which gives no new step to show.
        postDelayed({ if (shownStep === step) isEventSent = false }, DOUBLE_PRESS_MS)
    }

    /** A touch that was meant for the previous screen must not press anything on this one. */
    override fun onInterceptTouchEvent(event: MotionEvent): Boolean {
        if (event.actionMasked != MotionEvent.ACTION_DOWN) return super.onInterceptTouchEvent(event)
        return ignoresEarlyTouch && SystemClock.uptimeMillis() - shownAt < DOUBLE_PRESS_MS
    }

    override fun onAttachedToWindow() {
        super.onAttachedToWindow()
        window.setSecure(screen?.isSecret == true)
        requestApplyInsets()
    }

    override fun onDetachedFromWindow() {
        window.setSecure(false)
        screen?.wipe()
        super.onDetachedFromWindow()
    }

    override fun onApplyWindowInsets(insets: WindowInsets): WindowInsets = padForSystemInsets(insets)

    // Only this view saves state, and it decides what: no child view may save a secret by itself.
    override fun dispatchSaveInstanceState(container: SparseArray<Parcelable>): Unit = dispatchFreezeSelfOnly(container)

    override fun dispatchRestoreInstanceState(container: SparseArray<Parcelable>): Unit = dispatchThawSelfOnly(container)

    override fun onSaveInstanceState(): Parcelable = Bundle().also { state ->
        state.putParcelable(SUPER, super.onSaveInstanceState())
        state.putString(QUESTION, questionKey(shownStep))
        screen?.save(state)
    }

    override fun onRestoreInstanceState(state: Parcelable?) {
        if (state !is Bundle) return super.onRestoreInstanceState(state)
        @Suppress("DEPRECATION")
        super.onRestoreInstanceState(state.getParcelable(SUPER))
        val step = shownStep
        val current = screen
        if (step != null && current != null) restore(state, step, current) else savedState = state
    }

    private fun restore(state: Bundle, step: Step, current: StepScreen) {
        savedState = null
        if (state.getString(QUESTION) == questionKey(step)) current.restore(state)
    }

    /** Identifies the question that a saved state belongs to, in any language. */
    private fun questionKey(step: Step?): String? = (step as? Step.Ask)?.question?.run { "$about ${ids(form)}" }

    private fun ids(form: QuestionForm): List<String> = when (form) {
        is QuestionForm.Choose -> form.choices.map { it.id }
        is QuestionForm.Fill -> form.fields.map { it.id }
        is QuestionForm.Review, is QuestionForm.Password, is QuestionForm.Confirm -> emptyList()
    }

    private companion object {
        const val SUPER = "super"
        const val QUESTION = "question"

        /** A second press within this time is a mistake. */
        const val DOUBLE_PRESS_MS = 400L
    }
}
