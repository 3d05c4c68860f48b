package cardpoints.ui

import android.view.View
import cardpoints.Line

/** Facts, each under its label; one without a label is the heading of what follows. */
internal fun Look.facts(lines: List<Line>): View = Column(this).also { column ->
    for (line in lines) {
        if (line.label.isEmpty()) {
            column.put(heading(line.value, Type.SUBHEADING), gap = 24)
        } else {
            column.put(fact(line), gap = 0)
        }
    }
}

private fun Look.fact(line: Line): View = Column(this).also {
    it.setPadding(0, dp(12), 0, 0)
    // Read aloud as one: a fact alone says nothing.
    it.isFocusable = false
    it.put(words(line.label, Type.SMALL, muted))
    it.put(words(line.value, Type.BODY).also { value -> value.setTextIsSelectable(false) })
    it.addView(divider(), dividerPlace())
}

private fun Look.dividerPlace() = android.widget.LinearLayout.LayoutParams(android.view.ViewGroup.LayoutParams.MATCH_PARENT, dp(1)).also {
    it.topMargin = dp(12)
}
