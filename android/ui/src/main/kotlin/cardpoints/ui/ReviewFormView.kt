package cardpoints.ui

import android.os.Build
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.LinearLayout
import cardpoints.Answer
import cardpoints.QuestionForm
import cardpoints.SummaryRow
import cardpoints.Topic

/** Every answer with a link to change it, and in a box what can't be changed later. The card signs what is shown here. */
internal class ReviewFormView(theme: Theme, form: QuestionForm.Review, onChange: (Topic) -> Unit) : FormView {
    override val view: View = ColumnLayout(theme).also { column ->
        for (row in form.rows) {
            column.addDivider(theme)
            column.add(rowView(theme, row, onChange))
        }
        column.addDivider(theme)
        if (form.warning.isNotEmpty()) {
            column.add(theme.noticeBox(theme.notice, theme.noticeBorder, R.drawable.card_points_notice, theme.textView(form.warning, TextRole.LABEL)), gap = 24)
        }
    }

    override fun answer(): Answer = Answer.Confirmed

    /** The link is beside the answer, or below it where letters are large. */
    private fun rowView(theme: Theme, row: SummaryRow, onChange: (Topic) -> Unit): View = LinearLayout(theme.context).also { layout ->
        val beside = theme.fontScale < LARGE_FONT_SCALE
        layout.orientation = if (beside) LinearLayout.HORIZONTAL else LinearLayout.VERTICAL
        layout.gravity = if (beside) Gravity.CENTER_VERTICAL else Gravity.START
        layout.setPadding(0, theme.dp(10), 0, theme.dp(10))
        val answer = ColumnLayout(theme)
        answer.add(theme.textView(row.label, TextRole.SMALL, theme.muted))
        answer.add(theme.textView(row.value, TextRole.LABEL), gap = 2)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) answer.isScreenReaderFocusable = true
        layout.addView(answer, if (beside) LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f) else LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT))
        val label = row.change ?: return@also
        val link = theme.link(label) { onChange(row.about) }
        link.contentDescription = "$label: ${row.label}"
        layout.addView(link, LinearLayout.LayoutParams(WRAP_CONTENT, WRAP_CONTENT).also { if (beside) it.marginStart = theme.dp(16) })
    }

    private companion object {
        /** From this font scale on, an answer and its link do not fit beside each other. */
        const val LARGE_FONT_SCALE = 1.4f
    }
}
