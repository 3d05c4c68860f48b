package cardpoints.ui

import android.os.Build
import android.view.View
import cardpoints.Labels
import cardpoints.Problem

/** What is wrong with the answer before, on top; what is wrong with a field leads there. Null: nothing is. */
internal fun Look.problems(labels: Labels, problem: Problem?, slips: List<Slip>, lead: (View) -> Unit): View? {
    // What concerns a field stands at the field, with its label.
    val whole = problem?.takeIf { one -> slips.none { it.id == one.field } }?.text
    if (whole == null && slips.isEmpty()) return null
    val column = Column(this)
    if (slips.isNotEmpty()) column.put(heading(labels.problems, Type.LABEL).also { it.setTextColor(error) })
    whole?.let { column.put(words(it, Type.LABEL), gap = 4) }
    for (slip in slips) column.put(link(slip.words) { lead(slip.field) }.also { it.setTextColor(error) }, gap = 4)
    return box(background, error, R.drawable.card_points_wrong, column).also {
        it.id = R.id.card_points_problems
        it.contentDescription = (listOf(labels.problemTitle) + listOfNotNull(whole) + slips.map { slip -> slip.words }).joinToString(" ")
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) it.isScreenReaderFocusable = true
    }
}
