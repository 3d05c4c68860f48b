package cardpoints.ui

import android.os.Build
import android.view.View
import cardpoints.Fact

/** Facts, each below its label. A fact without a label is the heading of the ones that follow. */
internal fun Theme.factList(facts: List<Fact>): View = ColumnLayout(this).also { column ->
    for (fact in facts) {
        if (fact.label.isEmpty()) {
            column.add(headingView(fact.value, TextRole.SUBHEADING), gap = 24)
        } else {
            column.add(factView(fact))
        }
    }
}

private fun Theme.factView(fact: Fact): View = ColumnLayout(this).also {
    it.setPadding(0, dp(12), 0, 0)
    it.add(textView(fact.label, TextRole.SMALL, muted))
    it.add(textView(fact.value, TextRole.BODY), gap = 2)
    it.addDivider(this, gap = 12)
    // A screen reader reads both together: a fact without its label means nothing.
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) it.isScreenReaderFocusable = true
}
