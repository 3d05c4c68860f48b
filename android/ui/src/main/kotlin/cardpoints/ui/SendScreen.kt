package cardpoints.ui

import android.view.View
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import cardpoints.Event
import cardpoints.Labels
import cardpoints.Step

/** The backend is asked: a calm wait, which can be stopped. */
internal class SendScreen(look: Look, labels: Labels, step: Step.Send, tell: (Event) -> Unit) : Screen(look) {
    init {
        page.practice(step.words.practice)
        page.say(step.words).accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
        page.facts(step.words)
        page.column.put(WaitMark(look), gap = 24, width = WRAP_CONTENT)
        page.column.put(look.link(labels.stop) { tell(Event.Stopped) }, gap = 32, width = WRAP_CONTENT).id = R.id.card_points_stop
        page.code(step.words, labels.code)
    }
}
