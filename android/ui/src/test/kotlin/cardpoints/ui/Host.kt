package cardpoints.ui

import android.app.Activity
import android.content.ComponentName
import android.os.Bundle
import android.view.View
import android.widget.TextView
import cardpoints.Event
import cardpoints.Language
import cardpoints.Step
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadows.ShadowLooper

/** An activity that is nothing but a [JourneyView]. */
internal class Host : Activity() {
    lateinit var view: JourneyView
    val told = mutableListOf<Event>()
    val toldAt = mutableListOf<Step>()
    val wanted = mutableListOf<Language>()

    override fun onCreate(savedInstanceState: Bundle?) {
        setTheme(R.style.Theme_CardPoints)
        super.onCreate(savedInstanceState)
        view = JourneyView(this)
        view.language = spoken
        view.onEvent = { event, at ->
            told += event
            toldAt += at
        }
        view.onLanguage = { wanted += it }
        setContentView(view)
    }

    /** Shows [step], laid out. */
    fun show(step: Step) {
        view.show(step)
        ShadowLooper.idleMainLooper()
    }

    fun <V : View> find(id: Int): V = checkNotNull(view.findViewById(id)) { "no such view" }

    /** Clicks what has these words. */
    fun click(words: String) {
        val found = views(view).filterIsInstance<TextView>().filter { it.isClickable && it.text.toString().startsWith(words) }
        found.first().performClick()
        ShadowLooper.idleMainLooper()
    }

    companion object {
        var spoken: Language = Language.JAPANESE

        /** A screen of these qualifiers and that font scale. */
        fun on(language: Language, qualifiers: String, scale: Float = 1f): ActivityController<Host> {
            spoken = language
            RuntimeEnvironment.setQualifiers("${if (language == Language.ENGLISH) "en" else "ja"}-$qualifiers")
            RuntimeEnvironment.setFontScale(scale)
            val app = RuntimeEnvironment.getApplication()
            shadowOf(app.packageManager).addActivityIfNotPresent(ComponentName(app, Host::class.java))
            return Robolectric.buildActivity(Host::class.java).setup()
        }

        /** [view] and all that is shown in it. */
        fun views(view: View): List<View> = when {
            view.visibility != View.VISIBLE -> emptyList()
            view is android.view.ViewGroup -> listOf(view) + (0 until view.childCount).flatMap { views(view.getChildAt(it)) }
            else -> listOf(view)
        }
    }
}
