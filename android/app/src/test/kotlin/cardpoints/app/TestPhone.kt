package cardpoints.app

import android.os.Bundle
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.EditText
import android.widget.TextView
import cardpoints.sandbox.VirtualCard
import cardpoints.testing.SimulatedNfc
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadows.ShadowPausedLooper

/** The app on a phone, used by its visible text; with [hasNfc] a card can be presented to it. */
internal class TestPhone(hasNfc: Boolean = true) {
    val app = RuntimeEnvironment.getApplication() as CardPointsApplication
    private val nfcOrNull = if (hasNfc) SimulatedNfc(app) else null
    private val nfc get() = checkNotNull(nfcOrNull) { "this phone has no NFC" }

    /** The environment of an app with the sandbox backend. */
    val environment get() = app.environment as TestEnvironment

    var controller: ActivityController<MainActivity> = Robolectric.buildActivity(MainActivity::class.java).setup()
        private set

    val activity: MainActivity get() = controller.get()
    private var closed = false
    val screen: ViewGroup get() = activity.window.decorView as ViewGroup

    /** All text on the screen, in order. */
    val visibleText: String
        get() = views(screen).joinToString("\n") { view ->
            listOfNotNull((view as? TextView)?.text?.takeIf { view !is EditText }, view.contentDescription).joinToString("\n")
        }

    fun shows(text: String): Boolean = visibleText.lines().any { text in it }

    /** Waits until [text] is visible. */
    fun waitFor(text: String): TestPhone = until("“$text”") { shows(text) }

    /** Waits for [condition], which other threads fulfil; does not sleep. */
    fun until(what: String, condition: () -> Boolean): TestPhone {
        val looper = shadowOf(Looper.getMainLooper()) as ShadowPausedLooper
        val end = System.nanoTime() + TIMEOUT_NANOS
        looper.idle()
        while (!condition()) {
            check(System.nanoTime() < end) { "$what did not appear; the screen shows:\n$visibleText" }
            looper.poll(POLL_INTERVAL_MS)
            looper.idle()
        }
        return this
    }

    /** Presses the control that says [text], once it is visible. */
    fun touch(text: String): TestPhone {
        until("a control that says “$text”") { control(text) != null }
        checkNotNull(control(text)).performClick()
        shadowOf(Looper.getMainLooper()).idle()
        return this
    }

    /** Types [typed] into the field labelled [label]. */
    fun type(label: String, typed: CharSequence): TestPhone {
        until("a field “$label”") { field(label) != null }
        checkNotNull(field(label)).setText(typed)
        return this
    }

    /** The content of the field labelled [label]. */
    fun typed(label: String): String = checkNotNull(field(label)) { "no field “$label”" }.text.toString()

    private fun field(label: String): EditText? {
        val all = views(screen)
        val labelled = all.filter { it is TextView && it !is EditText && label in it.text }.map { it.labelFor }
        return all.filterIsInstance<EditText>().firstOrNull {
            it.id in labelled && it.id != View.NO_ID || it.contentDescription?.contains(label) == true || it.hint?.contains(label) == true
        }
    }

    /** The control that says [text]: exactly, or at the start, or anywhere. */
    private fun control(text: String): View? {
        val controls = views(screen).filter { it.isClickable && it.isEnabled && it !is EditText }
        fun says(view: View) = listOfNotNull((view as? TextView)?.text, view.contentDescription).map { it.toString() }
        return controls.firstOrNull { text in says(it) }
            ?: controls.firstOrNull { view -> says(view).any { it.startsWith(text) } }
            ?: controls.firstOrNull { view -> says(view).any { text in it } }
    }

    /** Every visible view, in order. */
    fun views(root: View = screen): List<View> = when {
        root.visibility != View.VISIBLE -> emptyList()
        root is ViewGroup -> listOf(root) + (0 until root.childCount).flatMap { views(root.getChildAt(it)) }
        else -> listOf(root)
    }

    /** Presents [card] to the phone. */
    fun placeCard(card: VirtualCard): TestPhone {
        nfc.placeCard(card)
        return this
    }

    fun placeCard(id: String): TestPhone = placeCard(card(id))

    fun card(id: String): VirtualCard = checkNotNull(environment.sandbox.card(id))

    /** Switches NFC on or off in the settings, and returns to the app. */
    fun setNfcEnabled(on: Boolean): TestPhone {
        controller.pause()
        nfc.setEnabled(on)
        controller.resume()
        return this
    }

    /** Recreates the activity, as a rotation does. */
    fun recreate(): TestPhone {
        controller.recreate()
        shadowOf(Looper.getMainLooper()).idle()
        return this
    }

    /** The process dies in the background, and the system restores the app later. Returns the saved state. */
    fun killProcess(): Bundle {
        val saved = Bundle()
        controller.pause().stop().saveInstanceState(saved)
        app.endJourney()
        controller.destroy()
        controller = Robolectric.buildActivity(MainActivity::class.java).setup(saved)
        return saved
    }

    @Suppress("DEPRECATION")
    fun back(): TestPhone {
        activity.onBackPressed()
        shadowOf(Looper.getMainLooper()).idle()
        return this
    }

    fun close() {
        if (closed) return
        closed = true
        controller.pause().stop()
        activity.finish()
        controller.destroy()
    }

    private companion object {
        const val TIMEOUT_NANOS = 20_000_000_000
        const val POLL_INTERVAL_MS = 20L
    }
}
