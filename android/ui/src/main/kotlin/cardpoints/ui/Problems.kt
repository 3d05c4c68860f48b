package cardpoints.ui

import android.os.Build
import android.view.View
import cardpoints.Labels
import cardpoints.Problem

/** What is wrong with the answer before, on top; each problem of a field leads to it. Null: nothing is. */
internal fun Look.problems(labels: Labels, problem: Problem?, form: FormView, lead: (View) -> Unit): View? {
    val whole = problem?.takeIf { it.field == null || form.field(it.field!!) == null }
    val fields = (listOfNotNull(problem).mapNotNull { one -> one.field?.let { it to one.text } } + form.problems).distinctBy { it.first }
        .mapNotNull { (id, text) -> form.field(id)?.let { it to text } }
    if (whole == null && fields.isEmpty()) return null
    val column = Column(this)
    if (fields.isNotEmpty()) column.put(heading(labels.problems, Type.LABEL).also { it.setTextColor(error) })
    whole?.let { column.put(words(it.text, Type.LABEL)) }
    for ((view, text) in fields) column.put(link(text) { lead(view) }.also { it.setTextColor(error) }, gap = 4)
    return box(background, error, R.drawable.card_points_wrong, column).also {
        it.id = R.id.card_points_problems
        it.contentDescription = (listOf(labels.problemTitle) + listOfNotNull(whole?.text) + fields.map { field -> field.second }).joinToString(" ")
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) it.isScreenReaderFocusable = true
    }
}
