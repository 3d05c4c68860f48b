package cardpoints.ui

import android.os.Build
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.LinearLayout
import cardpoints.Answer
import cardpoints.Form
import cardpoints.Row
import cardpoints.Topic

/** Every answer, with a link to change it, and in a box what can't be changed later. What stands here is what the card signs. */
internal class Summary(look: Look, form: Form.Check, change: (Topic) -> Unit) : FormView {
    override val view: View = Column(look).also { column ->
        for (row in form.rows) {
            column.divide(look)
            column.put(row(look, row, change))
        }
        column.divide(look)
        if (form.warning.isNotEmpty()) {
            column.put(look.box(look.notice, look.noticeLine, R.drawable.card_points_notice, look.words(form.warning, Type.LABEL)), gap = 24)
        }
    }

    override fun answer(): Answer = Answer.Agreed

    /** "Change" stands beside the answer, or under it where letters are large. */
    private fun row(look: Look, row: Row, change: (Topic) -> Unit): View = LinearLayout(look.context).also { line ->
        val beside = look.scale < LARGE
        line.orientation = if (beside) LinearLayout.HORIZONTAL else LinearLayout.VERTICAL
        line.gravity = if (beside) Gravity.CENTER_VERTICAL else Gravity.START
        line.setPadding(0, look.dp(10), 0, look.dp(10))
        val answer = Column(look)
        answer.put(look.words(row.label, Type.SMALL, look.muted))
        answer.put(look.words(row.value, Type.LABEL), gap = 2)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) answer.isScreenReaderFocusable = true
        line.addView(answer, if (beside) LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f) else LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT))
        val words = row.change ?: return@also
        val link = look.link(words) { change(row.about) }
        link.contentDescription = "$words: ${row.label}"
        line.addView(link, LinearLayout.LayoutParams(WRAP_CONTENT, WRAP_CONTENT).also { if (beside) it.marginStart = look.dp(16) })
    }

    private companion object {
        /** From this font scale on, two things don't fit beside each other. */
        const val LARGE = 1.4f
    }
}
