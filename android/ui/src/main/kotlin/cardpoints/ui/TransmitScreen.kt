package cardpoints.ui

import android.view.View
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.TextView
import cardpoints.Event
import cardpoints.Labels
import cardpoints.Step

/** The card is at work: keep it still. One screen serves all commands, so that nothing moves. */
internal class TransmitScreen(theme: Theme, labels: Labels, step: Step.Transmit, send: (Event) -> Unit) : StepScreen(theme) {
    private val activity: TextView = theme.textView("").also { it.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE }
    private val stages = StageList(theme, step.progress.stages)

    init {
        page.addPracticeBanner(step.text.practice)
        page.addText(step.text.copy(paragraphs = emptyList()))
        page.column.add(activity, gap = 12)
        page.column.add(stages.view, gap = 24)
        page.addFacts(step.text, gap = 24)
        page.column.add(theme.link(labels.stop) { send(Event.Stopped) }, gap = 24, width = WRAP_CONTENT).id = R.id.card_points_stop
        page.addSupportCode(step.text, labels.code)
        update(step)
    }

    override fun update(step: Step): Boolean {
        if (step !is Step.Transmit || !stages.update(step.progress.stages)) return false
        val text = step.text.paragraphs.joinToString("\n")
        if (activity.text.toString() != text) activity.text = text
        return true
    }
}
