package cardpoints.ui

import android.content.Context
import android.os.Bundle
import android.os.Parcelable
import android.os.SystemClock
import android.util.AttributeSet
import android.util.SparseArray
import android.view.MotionEvent
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.WindowInsets
import android.widget.FrameLayout
import cardpoints.Event
import cardpoints.Form
import cardpoints.Language
import cardpoints.Step
import cardpoints.android.Hindrance
import cardpoints.labels

/**
 * Shows any step of a journey, and says what the person does. Themed by the attributes in `attrs.xml`: a host sets those
 * that it wants in its own theme, and the style `CardPoints` fills in the rest, light and dark.
 *
 * While a password or security code is asked for it sets `FLAG_SECURE` on the window of the activity that it is in, and
 * takes it back afterwards, unless the host had set it. What was typed and chosen comes back after a recreation by the
 * view's own saved state, secrets excepted: they are kept nowhere. It stays clear of the system's bars and the keyboard.
 */
public class JourneyView @JvmOverloads constructor(context: Context, attributes: AttributeSet? = null) :
    FrameLayout(Look.themed(context), attributes) {
    /** The language of the step that [show] shows next, for the words around what the journey says. */
    public var language: Language = Language.JAPANESE

    /** What the person did, and at which step: for `Conversation.tell`. */
    public var onEvent: (Event, Step) -> Unit = { _, _ -> }

    /**
     * The person wants to read another language: for `Session.speak`. Questions offer the others while this is set, but
     * not where something is typed: the keyboard needs the room, and a secret would have to be typed again.
     */
    public var onLanguage: ((Language) -> Unit)? = null

    /** Opens the settings where NFC is switched on. */
    public var onSettings: () -> Unit = {}

    /** The person has read the outcome: to the first page. */
    public var onHome: () -> Unit = {}

    /** What keeps a card from being read, said where a card is asked for. */
    public var hindrance: Hindrance? = null
        set(value) {
            field = value
            (screen as? TapScreen)?.hinder(value)
        }

    private val window = SecureWindow(context)
    private val course = Course()
    private var shown: Step? = null
    private var screen: Screen? = null
    private var saved: Bundle? = null
    private var told = false
    private var changed = 0L
    private var restless = false

    init {
        if (id == NO_ID) id = R.id.card_points_journey
        importantForAutofill = IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS
    }

    /**
     * Shows [step]. The same question again, with a problem, in another language or by recreation, keeps what was typed
     * unless it is secret.
     */
    public fun show(step: Step) {
        val before = screen
        if (step == shown && before?.look?.language == language) {
            // It is another one all the same: an answer to the one before would come too late.
            shown = step
            told = false
            return
        }
        course.follow(shown, step)?.let(::feel)
        shown = step
        told = false
        if (before?.takes(step) == true) return
        val next = screen(step)
        if (before is AskScreen && next is AskScreen) next.follow(before)
        replace(before, next)
        saved?.let { restore(it, step, next) }
    }

    /** Goes back by one question, if the step can; false: nothing to go back to, and the app may be left. */
    public fun back(): Boolean {
        val step = shown
        val can = step is Step.Ask && step.question.back != null || step is Step.Tap
        if (can) tell(Event.Back)
        return can
    }

    private fun screen(step: Step): Screen {
        val look = Look(context, language)
        val labels = labels(language)
        setBackgroundColor(look.background)
        return when (step) {
            is Step.Ask -> AskScreen(look, labels, step.question, ::tell, onLanguage)
            is Step.Tap -> TapScreen(look, labels, step, course.losses, hindrance, ::tell) { onSettings() }
            is Step.Transmit -> StillScreen(look, labels, step, course.signs, ::tell)
            is Step.Send -> SendScreen(look, labels, step, ::tell)
            is Step.Done -> DoneScreen(look, labels, step, { onHome() }) { print(context, step.words) }
        }
    }

    private fun replace(before: Screen?, next: Screen) {
        before?.wipe()
        screen = next
        restless = before != null
        changed = SystemClock.uptimeMillis()
        removeAllViews()
        addView(next.page.root, MATCH_PARENT, MATCH_PARENT)
        if (isAttachedToWindow) window.secure(next.secret)
        post { if (screen === next) next.page.begin() }
    }

    /** The first one counts: a second press of a button must not answer anything. */
    private fun tell(event: Event) {
        val step = shown ?: return
        if (told) return
        told = true
        onEvent(event, step)
        // The journey may ask the very same again, which is no new step to show.
        postDelayed({ if (shown === step) told = false }, CALM)
    }

    private fun feel(touch: Touch) = performHapticFeedback(touch.constant())

    /** A finger that is still coming down from the screen before touches nothing on this one. */
    override fun onInterceptTouchEvent(event: MotionEvent): Boolean {
        if (event.actionMasked != MotionEvent.ACTION_DOWN) return super.onInterceptTouchEvent(event)
        return restless && SystemClock.uptimeMillis() - changed < CALM
    }

    override fun onAttachedToWindow() {
        super.onAttachedToWindow()
        window.secure(screen?.secret == true)
        requestApplyInsets()
    }

    override fun onDetachedFromWindow() {
        window.secure(false)
        screen?.wipe()
        super.onDetachedFromWindow()
    }

    override fun onApplyWindowInsets(insets: WindowInsets): WindowInsets = keepClear(insets)

    // Only this view keeps state, and it decides what: no child may keep a secret by itself.
    override fun dispatchSaveInstanceState(container: SparseArray<Parcelable>): Unit = dispatchFreezeSelfOnly(container)

    override fun dispatchRestoreInstanceState(container: SparseArray<Parcelable>): Unit = dispatchThawSelfOnly(container)

    override fun onSaveInstanceState(): Parcelable = Bundle().also { state ->
        state.putParcelable(SUPER, super.onSaveInstanceState())
        state.putString(TITLE, title(shown))
        course.save(state)
        screen?.save(state)
    }

    override fun onRestoreInstanceState(state: Parcelable?) {
        if (state !is Bundle) return super.onRestoreInstanceState(state)
        @Suppress("DEPRECATION")
        super.onRestoreInstanceState(state.getParcelable(SUPER))
        course.restore(state)
        val step = shown
        val open = screen
        if (step != null && open != null) restore(state, step, open) else saved = state
    }

    private fun restore(state: Bundle, step: Step, open: Screen) {
        saved = null
        if (state.getString(TITLE) == title(step)) open.restore(state)
    }

    /** Tells whether state belongs to a step: in no language, since it may be shown in another one by then. */
    private fun title(step: Step?): String? = (step as? Step.Ask)?.question?.run { "$about ${ids(form)}" }

    private fun ids(form: Form): List<String> = when (form) {
        is Form.Choose -> form.choices.map { it.id }
        is Form.Fill -> form.fields.map { it.id }
        is Form.Check, is Form.Password, is Form.Agree -> emptyList()
    }

    private companion object {
        const val SUPER = "super"
        const val TITLE = "title"

        /** How long a second press counts as a slip, in milliseconds. */
        const val CALM = 400L
    }
}
