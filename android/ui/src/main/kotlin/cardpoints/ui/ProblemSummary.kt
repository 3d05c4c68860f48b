package cardpoints.ui

import android.os.Build
import android.view.View
import cardpoints.AnswerProblem
import cardpoints.Labels

/**
 * The summary of what is wrong with the previous answer, for the top of the page; null if nothing is. The problem of a field
 * is a link that calls [onField] with the field's id.
 */
internal fun Theme.problemSummary(labels: Labels, problems: List<AnswerProblem>, onField: (String) -> Unit): View? {
    if (problems.isEmpty()) return null
    val column = ColumnLayout(this)
    if (problems.any { it.field != null }) column.add(headingView(labels.problems, TextRole.LABEL).also { it.setTextColor(error) })
    for (problem in problems) {
        val field = problem.field
        val line = if (field == null) textView(problem.summary, TextRole.LABEL) else link(problem.summary) { onField(field) }.also { it.setTextColor(error) }
        column.add(line, gap = 4)
    }
    return noticeBox(background, error, R.drawable.card_points_error, column).also {
        it.id = R.id.card_points_problems
        it.contentDescription = (listOf(labels.problemTitle) + problems.map { problem -> problem.summary }).joinToString(" ")
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) it.isScreenReaderFocusable = true
    }
}
