package cardpoints.ui

import android.view.View
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import cardpoints.Event
import cardpoints.Labels
import cardpoints.Step

/** A request to the backend is under way; the person can stop it. */
internal class SendScreen(theme: Theme, labels: Labels, step: Step.Send, send: (Event) -> Unit) : StepScreen(theme) {
    init {
        page.addPracticeBanner(step.text.practice)
        page.addText(step.text).accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
        page.addFacts(step.text)
        page.column.add(WaitingIndicator(theme), gap = 24, width = WRAP_CONTENT)
        page.column.add(theme.link(labels.stop) { send(Event.Stopped) }, gap = 32, width = WRAP_CONTENT).id = R.id.card_points_stop
        page.addSupportCode(step.text, labels.code)
    }
}
