package cardpoints.app

import android.os.Bundle
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.EditText
import android.widget.TextView
import cardpoints.sandbox.VirtualCard
import cardpoints.testing.NfcField
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadows.ShadowPausedLooper

/** A phone in a person's hand: they see words, touch and type by them, and lay a card on, where it [hasNfc]. */
internal class Phone(hasNfc: Boolean = true) {
    val app = RuntimeEnvironment.getApplication() as CardPointsApplication
    private val field = if (hasNfc) NfcField(app) else null
    private val nfc get() = checkNotNull(field) { "this phone has no NFC" }

    /** The world behind it, where it is the practice world. */
    val practice get() = app.world as Practice

    var controller: ActivityController<MainActivity> = Robolectric.buildActivity(MainActivity::class.java).setup()
        private set

    val activity: MainActivity get() = controller.get()
    private var closed = false
    val screen: ViewGroup get() = activity.window.decorView as ViewGroup

    /** All words on the screen, in order. */
    val words: String
        get() = views(screen).joinToString("\n") { view ->
            listOfNotNull((view as? TextView)?.text?.takeIf { view !is EditText }, view.contentDescription).joinToString("\n")
        }

    fun shows(text: String): Boolean = words.lines().any { text in it }

    /** Waits until [text] is on the screen. */
    fun sees(text: String): Phone = until("“$text”") { shows(text) }

    /** Waits for what other threads bring; never sleeps. */
    fun until(what: String, condition: () -> Boolean): Phone {
        val looper = shadowOf(Looper.getMainLooper()) as ShadowPausedLooper
        val end = System.nanoTime() + PATIENCE
        looper.idle()
        while (!condition()) {
            check(System.nanoTime() < end) { "$what never came; the screen says:\n$words" }
            looper.poll(BREATH)
            looper.idle()
        }
        return this
    }

    /** Touches what says [text], once it is there. */
    fun touch(text: String): Phone {
        until("something to touch that says “$text”") { control(text) != null }
        checkNotNull(control(text)).performClick()
        shadowOf(Looper.getMainLooper()).idle()
        return this
    }

    /** Types [typed] into the field with the label [label]. */
    fun type(label: String, typed: CharSequence): Phone {
        until("a field “$label”") { field(label) != null }
        checkNotNull(field(label)).setText(typed)
        return this
    }

    /** What stands in the field with the label [label]. */
    fun typed(label: String): String = checkNotNull(field(label)) { "no field “$label”" }.text.toString()

    private fun field(label: String): EditText? {
        val all = views(screen)
        val labelled = all.filter { it is TextView && it !is EditText && label in it.text }.map { it.labelFor }
        return all.filterIsInstance<EditText>().firstOrNull {
            it.id in labelled && it.id != View.NO_ID || it.contentDescription?.contains(label) == true || it.hint?.contains(label) == true
        }
    }

    /** What can be touched and says [text]: first what says nothing else, then what begins with it, then what has it somewhere. */
    private fun control(text: String): View? {
        val controls = views(screen).filter { it.isClickable && it.isEnabled && it !is EditText }
        fun says(view: View) = listOfNotNull((view as? TextView)?.text, view.contentDescription).map { it.toString() }
        return controls.firstOrNull { text in says(it) }
            ?: controls.firstOrNull { view -> says(view).any { it.startsWith(text) } }
            ?: controls.firstOrNull { view -> says(view).any { text in it } }
    }

    /** Every view that a person can see, in order. */
    fun views(root: View = screen): List<View> = when {
        root.visibility != View.VISIBLE -> emptyList()
        root is ViewGroup -> listOf(root) + (0 until root.childCount).flatMap { views(root.getChildAt(it)) }
        else -> listOf(root)
    }

    /** Lays [card] on, as Android tells of it. */
    fun lay(card: VirtualCard): Phone {
        nfc.lay(card)
        return this
    }

    fun lay(id: String): Phone = lay(card(id))

    fun card(id: String): VirtualCard = checkNotNull(practice.sandbox.card(id))

    /** Switches NFC on or off, in the settings, and comes back. */
    fun switchNfc(on: Boolean): Phone {
        controller.pause()
        nfc.switch(on)
        controller.resume()
        return this
    }

    /** The activity is destroyed and made anew, as at a rotation. */
    fun recreate(): Phone {
        controller.recreate()
        shadowOf(Looper.getMainLooper()).idle()
        return this
    }

    /** The process dies while the app is not in front; later the system makes it anew. Gives what was saved. */
    fun die(): Bundle {
        val saved = Bundle()
        controller.pause().stop().saveInstanceState(saved)
        app.leave()
        controller.destroy()
        controller = Robolectric.buildActivity(MainActivity::class.java).setup(saved)
        return saved
    }

    @Suppress("DEPRECATION")
    fun back(): Phone {
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
        const val PATIENCE = 20_000_000_000
        const val BREATH = 20L
    }
}
