package cardpoints.app

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.content.res.Configuration
import android.os.Build
import android.os.Bundle
import android.os.Parcelable
import android.provider.Settings
import android.util.SparseArray
import android.window.OnBackInvokedCallback
import android.window.OnBackInvokedDispatcher
import cardpoints.Event
import cardpoints.Language
import cardpoints.Step
import cardpoints.android.NfcCardReader
import cardpoints.labels
import cardpoints.ui.JourneyView
import kotlinx.coroutines.CoroutineExceptionHandler
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch

/** The only screen: it shows the journey, which continues without it. */
internal class MainActivity : Activity() {
    private val app get() = applicationContext as CardPointsApplication
    private val scope = CoroutineScope(MainThreadDispatcher + SupervisorJob() + CoroutineExceptionHandler { _, fault -> journey?.fail(fault) })
    private var journey: ActiveJourney? = null
    private var view: JourneyView? = null
    private var backCallback: Any? = null

    override fun attachBaseContext(base: Context) {
        super.attachBaseContext(base)
        val locale = (base.applicationContext as CardPointsApplication).languageSetting.locale ?: return
        applyOverrideConfiguration(Configuration().apply { setLocale(locale) })
    }

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        drawBehindSystemBars()
        val isFirst = app.journey == null
        val journey = app.currentJourney()
        if (isFirst) journey.wasInterrupted = state?.getBoolean(UNDER_WAY) == true
        // The person may have chosen another language meanwhile, in the app or in the settings.
        journey.session.setLanguage(app.languageSetting.language)
        show(journey)
    }

    private fun show(journey: ActiveJourney) {
        val view = JourneyView(this)
        this.journey = journey
        this.view = view
        setContentView(view)
        with(view) {
            // Typed text goes from one activity to the next in memory, and never into the saved state.
            isSaveFromParentEnabled = false
            onLanguage = ::switchLanguage
            onEvent = { event, at -> send(journey, event, at) }
            onSettings = ::openNfcSettings
            onHome = { restart() }
        }
        scope.launch { journey.libraryMissing.first { it }.let { setContentView(loadFailureView(this@MainActivity)) } }
        scope.launch { app.environment.connector.scanProblem.collect { view.scanProblem = it } }
        var viewState = journey.viewState
        scope.launch {
            journey.steps.collect { step ->
                show(step, journey, view)
                viewState?.let(view::restoreHierarchyState)
                viewState = null
            }
        }
    }

    private fun show(step: Step, journey: ActiveJourney, view: JourneyView) {
        view.keepScreenOn = step is Step.Tap || step is Step.Transmit
        view.language = journey.session.language
        view.show(if (journey.wasInterrupted) step.interrupted(view.language) else step, journey.session.takeFeedback())
        listenToBack(!step.isHome)
    }

    private fun send(journey: ActiveJourney, event: Event, at: Step) {
        val step = journey.step ?: return
        val original = if (journey.wasInterrupted && at == step.interrupted(journey.session.language)) step else at
        journey.wasInterrupted = false
        journey.session.send(event, original)
    }

    /** Starts a new journey at the first page. */
    private fun restart() {
        app.startJourney()
        recreate()
    }

    private fun switchLanguage(language: Language) {
        app.languageSetting.choose(language)
        journey?.session?.setLanguage(language)
    }

    private fun openNfcSettings() {
        val actions = listOf(Settings.ACTION_NFC_SETTINGS, Settings.ACTION_WIRELESS_SETTINGS, Settings.ACTION_SETTINGS)
        actions.any { action ->
            try {
                startActivity(Intent(action))
                true
            } catch (_: ActivityNotFoundException) {
                false
            }
        }
    }

    override fun onResume() {
        super.onResume()
        (app.environment.connector as? NfcCardReader)?.resume(this)
    }

    override fun onPause() {
        (app.environment.connector as? NfcCardReader)?.pause(this)
        super.onPause()
    }

    /** Saves no answer, only that a journey was under way. */
    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putBoolean(UNDER_WAY, journey?.isUnderWay == true)
    }

    override fun onDestroy() {
        scope.cancel()
        val shown = view
        if (isFinishing) {
            app.endJourney()
        } else if (shown != null) {
            journey?.viewState = SparseArray<Parcelable>().also(shown::saveHierarchyState)
        }
        super.onDestroy()
    }

    /** Below Android 13; later versions use [listenToBack]. */
    @Deprecated("Deprecated in Java")
    override fun onBackPressed() {
        @Suppress("DEPRECATION")
        if (journey?.step?.isHome == false) back() else super.onBackPressed()
    }

    /** Listens only while back stays inside the app: on the first page the system shows where back leads. */
    private fun listenToBack(listens: Boolean) {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU || listens == (backCallback != null)) return
        if (listens) {
            backCallback = OnBackInvokedCallback(::back).also {
                onBackInvokedDispatcher.registerOnBackInvokedCallback(OnBackInvokedDispatcher.PRIORITY_DEFAULT, it)
            }
        } else {
            onBackInvokedDispatcher.unregisterOnBackInvokedCallback(backCallback as OnBackInvokedCallback)
            backCallback = null
        }
    }

    /**
     * The meaning of "back" at each step. Where there is no question before, it stops the journey, whose outcome says whether
     * an application may have been sent. While the card is at work it does nothing: a hand that holds the card to the phone
     * easily touches the edge.
     */
    private fun back() {
        val journey = journey ?: return
        when (val step = journey.step) {
            is Step.Ask -> journey.session.send(if (step.question.back != null) Event.Back else Event.Stopped, step)
            is Step.Tap -> journey.session.send(Event.Back, step)
            is Step.Send -> journey.session.send(Event.Stopped, step)
            is Step.Done -> restart()
            is Step.Transmit, null -> Unit
        }
    }

    private companion object {
        const val UNDER_WAY = "under way"
    }
}

/** The first page with the message that an earlier journey ended with its process. */
private fun Step.interrupted(language: Language): Step {
    if (this !is Step.Ask || !isHome) return this
    val labels = labels(language)
    val text = question.text
    val paragraphs = listOf(labels.interrupted, labels.interruptedText) + text.paragraphs
    return copy(question = question.copy(text = text.copy(paragraphs = paragraphs)))
}
