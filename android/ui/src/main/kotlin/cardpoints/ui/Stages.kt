package cardpoints.ui

import android.os.Build
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.TextView
import cardpoints.Labels
import cardpoints.Stage

/** How far the card is: each stage ticked as it is done. [signs]: the card will check a password and sign. */
internal class Stages(private val look: Look, private val labels: Labels, signs: Boolean) {
    private val names = listOf(labels.found, labels.read) + if (signs) listOf(labels.checked, labels.signed) else emptyList()
    private val rows = names.map(::row)

    val view: View = Column(look).also { column ->
        column.id = R.id.card_points_stages
        rows.forEach { column.put(it, gap = 8) }
    }

    /** Whether [stage] is among them. */
    fun know(stage: Stage): Boolean = stage.ordinal < names.size

    /** [stage] is under way, and those before it are done. */
    fun advance(stage: Stage) = rows.forEachIndexed { index, row ->
        val done = index < stage.ordinal
        val sign = when {
            done -> R.drawable.card_points_tick
            index == stage.ordinal -> R.drawable.card_points_running
            else -> R.drawable.card_points_radio_off
        }
        (row.getChildAt(0) as ImageView).setImageDrawable(look.drawable(sign))
        (row.getChildAt(1) as TextView).setTextColor(if (index <= stage.ordinal) look.text else look.muted)
        row.contentDescription = if (done) "${names[index]}, ${labels.done}" else names[index]
    }

    private fun row(name: String) = LinearLayout(look.context).also { row ->
        row.gravity = Gravity.CENTER_VERTICAL
        row.minimumHeight = look.dp(48)
        row.addView(look.sign(R.drawable.card_points_radio_off, 32), LinearLayout.LayoutParams(look.dp(32), look.dp(32)))
        row.addView(look.words(name, Type.SUBHEADING), LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f).also { it.marginStart = look.dp(12) })
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) row.isScreenReaderFocusable = true
    }
}
