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
import cardpoints.android.CardReader
import cardpoints.labels
import cardpoints.ui.JourneyView
import kotlinx.coroutines.CoroutineExceptionHandler
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch

/** The one screen: shows the journey, which goes on without it. */
internal class MainActivity : Activity() {
    private val app get() = applicationContext as CardPointsApplication
    private val scope = CoroutineScope(MainThread + SupervisorJob() + CoroutineExceptionHandler { _, fault -> session?.fail(fault) })
    private var session: Session? = null
    private var view: JourneyView? = null
    private var listener: Any? = null

    override fun attachBaseContext(base: Context) {
        super.attachBaseContext(base)
        val language = (base.applicationContext as CardPointsApplication).languages.wanted
        applyOverrideConfiguration(Configuration().apply { setLocale(language.locale) })
    }

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        drawBehindBars()
        val first = app.session == null
        val session = app.session()
        if (first) session.interrupted = state?.getBoolean(UNDER_WAY) == true
        // The person may have chosen another one, here or in the settings, while it was under way.
        session.speak(app.languages.wanted)
        show(session)
    }

    private fun show(session: Session) {
        val view = JourneyView(this)
        this.session = session
        this.view = view
        setContentView(view)
        with(view) {
            // What is typed goes from one activity to the next in memory, and never into a saved state.
            isSaveFromParentEnabled = false
            onLanguage = ::switchLanguage
            onEvent = { event, at -> tell(session, event, at) }
            onSettings = ::openNfcSettings
            onHome = { restart() }
        }
        scope.launch { session.speechless.first { it }.let { setContentView(brokenApp(this@MainActivity)) } }
        scope.launch { app.world.slot.hindrance.collect { view.hindrance = it } }
        var typed = session.typed
        scope.launch {
            session.steps.collect { step ->
                show(step, session, view)
                typed?.let(view::restoreHierarchyState)
                typed = null
            }
        }
    }

    private fun show(step: Step, session: Session, view: JourneyView) {
        view.keepScreenOn = step is Step.Tap || step is Step.Transmit
        view.language = session.language
        view.show(if (session.interrupted) step.interrupted(view.language) else step)
        listenToBack(!step.isHome)
    }

    private fun tell(session: Session, event: Event, at: Step) {
        val step = session.step ?: return
        val original = if (session.interrupted && at == step.interrupted(session.language)) step else at
        session.interrupted = false
        session.tell(event, original)
    }

    /** A new journey, from the first page. */
    private fun restart() {
        app.begin()
        recreate()
    }

    private fun switchLanguage(language: Language) {
        app.languages.choose(language)
        session?.speak(language)
    }

    private fun openNfcSettings() {
        val places = listOf(Settings.ACTION_NFC_SETTINGS, Settings.ACTION_WIRELESS_SETTINGS, Settings.ACTION_SETTINGS)
        places.any { place ->
            try {
                startActivity(Intent(place))
                true
            } catch (_: ActivityNotFoundException) {
                false
            }
        }
    }

    override fun onResume() {
        super.onResume()
        (app.world.slot as? CardReader)?.resume(this)
    }

    override fun onPause() {
        (app.world.slot as? CardReader)?.pause(this)
        super.onPause()
    }

    /** No answer is saved, only that some had been given. */
    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putBoolean(UNDER_WAY, session?.underWay == true)
    }

    override fun onDestroy() {
        scope.cancel()
        val shown = view
        if (isFinishing) {
            app.leave()
        } else if (shown != null) {
            session?.typed = SparseArray<Parcelable>().also(shown::saveHierarchyState)
        }
        super.onDestroy()
    }

    /** Below Android 13; from there on [listenToBack]. */
    @Deprecated("Deprecated in Java")
    override fun onBackPressed() {
        @Suppress("DEPRECATION")
        if (session?.step?.isHome == false) back() else super.onBackPressed()
    }

    /** Only while back leads somewhere inside: on the first page the system shows where it leads instead. */
    private fun listenToBack(listens: Boolean) {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU || listens == (listener != null)) return
        if (listens) {
            listener = OnBackInvokedCallback(::back).also {
                onBackInvokedDispatcher.registerOnBackInvokedCallback(OnBackInvokedDispatcher.PRIORITY_DEFAULT, it)
            }
        } else {
            onBackInvokedDispatcher.unregisterOnBackInvokedCallback(listener as OnBackInvokedCallback)
            listener = null
        }
    }

    /**
     * What back means at each step. Where no question came before, it stops the journey, whose outcome says whether an
     * application may have left; while the card works it means nothing, since a hand around a phone slips.
     */
    private fun back() {
        val session = session ?: return
        when (val step = session.step) {
            is Step.Ask -> session.tell(if (step.question.back != null) Event.Back else Event.Stopped, step)
            is Step.Tap -> session.tell(Event.Back, step)
            is Step.Send -> session.tell(Event.Stopped, step)
            is Step.Done -> restart()
            is Step.Transmit, null -> Unit
        }
    }

    private companion object {
        const val UNDER_WAY = "under way"
    }
}

/** The first page, with the words for a journey that ended with the process. */
private fun Step.interrupted(language: Language): Step {
    if (this !is Step.Ask || !isHome) return this
    val said = labels(language)
    val words = question.words
    val text = listOf(said.interrupted, said.interruptedText) + words.text
    return copy(question = question.copy(words = words.copy(text = text)))
}
