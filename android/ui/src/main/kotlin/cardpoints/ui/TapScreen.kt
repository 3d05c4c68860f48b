package cardpoints.ui

import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import cardpoints.Event
import cardpoints.Labels
import cardpoints.Step
import cardpoints.android.Hindrance

/** A card is asked for: where to lay it, in words and as a picture, and what keeps it from being read. */
internal class TapScreen(
    look: Look,
    private val labels: Labels,
    step: Step.Tap,
    losses: Int,
    hindrance: Hindrance?,
    tell: (Event) -> Unit,
    private val onSettings: () -> Unit,
) : Screen(look) {
    private val notice = Column(look).also { it.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_ASSERTIVE }

    init {
        val antenna = Antenna.of(look.context, losses)
        page.practice(step.words.practice)
        page.head(progress = "", back = labels.back) { tell(Event.Back) }
        page.say(step.words)
        page.column.put(notice, gap = 16)
        hinder(hindrance)
        page.column.put(CardPicture(look, antenna, seeks = !antenna.known && losses > 1), gap = 16).also {
            it.contentDescription = "${labels.layHere} ${antenna.words(labels)}"
        }
        page.column.put(look.words(antenna.words(labels), Type.LABEL), gap = 8).also {
            it.textAlignment = View.TEXT_ALIGNMENT_CENTER
            it.gravity = Gravity.CENTER
            // The picture has said it.
            it.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
        }
        page.facts(step.words, gap = 16)
        page.column.put(look.link(labels.stop) { tell(Event.Stopped) }, gap = 24, width = WRAP_CONTENT).id = R.id.card_points_stop
        page.code(step.words, labels.code)
    }

    /** Says what keeps a card from being read; null: nothing that is known. */
    fun hinder(hindrance: Hindrance?) {
        notice.removeAllViews()
        notice.visibility = if (hindrance == null) View.GONE else View.VISIBLE
        hindrance?.let { notice.put(look.hinder(it, labels, onSettings)) }
    }
}
