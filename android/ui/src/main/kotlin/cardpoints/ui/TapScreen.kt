package cardpoints.ui

import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import cardpoints.Event
import cardpoints.Labels
import cardpoints.Step
import cardpoints.android.ScanProblem

/** A card is asked for: where to hold it, in words and as a picture, and why no card can be read. */
internal class TapScreen(
    theme: Theme,
    private val labels: Labels,
    step: Step.Tap,
    scanProblem: ScanProblem?,
    send: (Event) -> Unit,
    private val onSettings: () -> Unit,
) : StepScreen(theme) {
    private val problemArea = ColumnLayout(theme).also { it.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_ASSERTIVE }

    init {
        val position = CardPosition.of(theme.context, step.losses)
        val description = position.description(labels)
        page.addPracticeBanner(step.text.practice)
        page.addHeader(progress = "", back = labels.back) { send(Event.Back) }
        page.addText(step.text)
        page.column.add(problemArea, gap = 16)
        showScanProblem(scanProblem)
        page.column.add(CardPositionView(theme, position, searching = !position.reported && step.losses > 1), gap = 16).also {
            it.contentDescription = "${labels.layHere} $description"
        }
        page.column.add(theme.textView(description, TextRole.LABEL), gap = 8).also {
            it.textAlignment = View.TEXT_ALIGNMENT_CENTER
            it.gravity = Gravity.CENTER
            // The description of the picture says the same.
            it.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
        }
        page.addFacts(step.text, gap = 16)
        page.column.add(theme.link(labels.stop) { send(Event.Stopped) }, gap = 24, width = WRAP_CONTENT).id = R.id.card_points_stop
        page.addSupportCode(step.text, labels.code)
    }

    /** Shows why no card can be read; null removes the message. */
    fun showScanProblem(problem: ScanProblem?) {
        problemArea.removeAllViews()
        problemArea.visibility = if (problem == null) View.GONE else View.VISIBLE
        problem?.let { problemArea.add(theme.scanProblemBox(it, labels, onSettings)) }
    }
}
