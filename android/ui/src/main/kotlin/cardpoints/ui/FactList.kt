package cardpoints.ui

import android.os.Build
import android.view.View
import cardpoints.Line

/** Facts, each under its label; one without a label is the heading of what follows. */
internal fun Look.facts(lines: List<Line>): View = Column(this).also { column ->
    for (line in lines) {
        if (line.label.isEmpty()) {
            column.put(heading(line.value, Type.SUBHEADING), gap = 24)
        } else {
            column.put(fact(line))
        }
    }
}

private fun Look.fact(line: Line): View = Column(this).also {
    it.setPadding(0, dp(12), 0, 0)
    it.put(words(line.label, Type.SMALL, muted))
    it.put(words(line.value, Type.BODY), gap = 2)
    it.divide(this, gap = 12)
    // Read aloud as one: a fact without its label says nothing.
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) it.isScreenReaderFocusable = true
}
