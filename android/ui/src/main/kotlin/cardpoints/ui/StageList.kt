package cardpoints.ui

import android.os.Build
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.TextView
import cardpoints.StageProgress
import cardpoints.StageState

/** The stages of a card's work, each with a mark that shows how far it is. */
internal class StageList(private val theme: Theme, stages: List<StageProgress>) {
    private val rows = stages.map { row(it.label) }

    val view: View = ColumnLayout(theme).also { column ->
        column.id = R.id.card_points_stages
        rows.forEach { column.add(it, gap = 8) }
    }

    /** Shows [stages]; false: they are not the ones that this list was made for. */
    fun update(stages: List<StageProgress>): Boolean {
        if (stages.size != rows.size) return false
        rows.zip(stages) { row, stage -> update(row, stage) }
        return true
    }

    private fun update(row: LinearLayout, stage: StageProgress) {
        val icon = when (stage.state) {
            StageState.DONE -> R.drawable.card_points_done
            StageState.ACTIVE -> R.drawable.card_points_active
            StageState.UPCOMING -> R.drawable.card_points_radio_off
        }
        (row.getChildAt(0) as ImageView).setImageDrawable(theme.drawable(icon))
        (row.getChildAt(1) as TextView).setTextColor(if (stage.state == StageState.UPCOMING) theme.muted else theme.text)
        row.contentDescription = stage.description
    }

    private fun row(label: String) = LinearLayout(theme.context).also { row ->
        row.gravity = Gravity.CENTER_VERTICAL
        row.minimumHeight = theme.dp(48)
        row.addView(theme.icon(R.drawable.card_points_radio_off, 32), LinearLayout.LayoutParams(theme.dp(32), theme.dp(32)))
        row.addView(theme.textView(label, TextRole.SUBHEADING), LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f).also { it.marginStart = theme.dp(12) })
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) row.isScreenReaderFocusable = true
    }
}
