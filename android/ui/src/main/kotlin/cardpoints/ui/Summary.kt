package cardpoints.ui

import android.view.View
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import cardpoints.Answer
import cardpoints.Form
import cardpoints.Topic

/** Every answer, with a link to change it, and in a box what can't be changed later. What stands here is what the card signs. */
internal class Summary(look: Look, form: Form.Check, change: (Topic) -> Unit) : FormView {
    override val view: View = Column(look).also { column ->
        for (row in form.rows) {
            column.put(look.divider())
            val part = column.put(Column(look))
            part.setPadding(0, look.dp(12), 0, look.dp(if (row.change == null) 12 else 4))
            part.put(look.words(row.label, Type.SMALL, look.muted))
            part.put(look.words(row.value, Type.LABEL), gap = 2)
            row.change?.let { words ->
                val link = part.put(look.link(words) { change(row.about) }, width = WRAP_CONTENT)
                link.contentDescription = "$words: ${row.label}"
            }
        }
        column.put(look.divider())
        if (form.warning.isNotEmpty()) {
            column.put(look.box(look.notice, look.noticeLine, R.drawable.card_points_notice, look.words(form.warning, Type.LABEL)), gap = 24)
        }
    }

    override fun answer(): Answer = Answer.Agreed
}
