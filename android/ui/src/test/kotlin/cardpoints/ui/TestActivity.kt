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

/** An activity that contains only a [JourneyView]. */
internal class TestActivity : Activity() {
    lateinit var view: JourneyView

    /** The events that the view has reported. */
    val events = mutableListOf<Event>()

    /** The step of each event. */
    val eventSteps = mutableListOf<Step>()

    val requestedLanguages = mutableListOf<Language>()

    override fun onCreate(savedInstanceState: Bundle?) {
        setTheme(R.style.Theme_CardPoints)
        super.onCreate(savedInstanceState)
        view = JourneyView(this)
        view.language = language
        view.onEvent = { event, at ->
            events += event
            eventSteps += at
        }
        view.onLanguage = { requestedLanguages += it }
        setContentView(view)
    }

    /** Shows [step], and waits for the layout. */
    fun show(step: Step) {
        view.show(step)
        ShadowLooper.idleMainLooper()
    }

    fun <V : View> find(id: Int): V = checkNotNull(view.findViewById(id)) { "no such view" }

    /** Clicks the first control whose text starts with [text]. */
    fun click(text: String) {
        val controls = views(view).filterIsInstance<TextView>().filter { it.isClickable && it.text.toString().startsWith(text) }
        controls.first().performClick()
        ShadowLooper.idleMainLooper()
    }

    companion object {
        var language: Language = Language.JAPANESE

        /** On a screen with these qualifiers and that font scale. */
        fun create(language: Language, qualifiers: String, fontScale: Float = 1f): ActivityController<TestActivity> {
            this.language = language
            RuntimeEnvironment.setQualifiers("${if (language == Language.ENGLISH) "en" else "ja"}-$qualifiers")
            RuntimeEnvironment.setFontScale(fontScale)
            val app = RuntimeEnvironment.getApplication()
            shadowOf(app.packageManager).addActivityIfNotPresent(ComponentName(app, TestActivity::class.java))
            return Robolectric.buildActivity(TestActivity::class.java).setup()
        }

        /** [view] and its children, as far as they are visible. */
        fun views(view: View): List<View> = when {
            view.visibility != View.VISIBLE -> emptyList()
            view is android.view.ViewGroup -> listOf(view) + (0 until view.childCount).flatMap { views(view.getChildAt(it)) }
            else -> listOf(view)
        }
    }
}
