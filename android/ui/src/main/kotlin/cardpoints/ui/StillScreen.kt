package cardpoints.ui

import android.view.View
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.TextView
import cardpoints.Event
import cardpoints.Labels
import cardpoints.Step

/** The card lies there: keep still, and how far it is. One screen for all commands, so that nothing jumps. */
internal class StillScreen(look: Look, labels: Labels, step: Step.Transmit, signs: Boolean, tell: (Event) -> Unit) : Screen(look) {
    private val doing: TextView = look.words("").also { it.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE }
    private val stages = Stages(look, labels, signs)

    init {
        page.practice(step.words.practice)
        page.say(step.words.copy(text = emptyList()))
        page.column.put(doing, gap = 12)
        page.column.put(stages.view, gap = 24)
        page.facts(step.words, gap = 24)
        page.column.put(look.link(labels.stop) { tell(Event.Stopped) }, gap = 24, width = WRAP_CONTENT).id = R.id.card_points_stop
        page.code(step.words, labels.code)
        takes(step)
    }

    override fun takes(step: Step): Boolean {
        if (step !is Step.Transmit || !stages.know(step.stage)) return false
        val words = step.words.text.joinToString("\n")
        if (doing.text.toString() != words) doing.text = words
        stages.advance(step.stage)
        return true
    }
}
