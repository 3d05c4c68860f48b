package cardpoints.ui

import cardpoints.Labels
import cardpoints.Outcome
import cardpoints.Step

/** The outcome. */
internal class DoneScreen(theme: Theme, labels: Labels, step: Step.Done, onHome: () -> Unit, onPrint: () -> Unit) : StepScreen(theme) {
    init {
        val text = step.text
        page.addPracticeBanner(text.practice)
        val hasReceipt = step.outcome is Outcome.Applied || step.outcome is Outcome.Preregistered
        if (hasReceipt) page.column.add(theme.icon(R.drawable.card_points_done, 72).also { it.adjustViewBounds = true }, width = theme.dp(72))
        page.addText(text)
        page.addFacts(text)
        page.column.add(theme.mainButton(labels.home, R.id.card_points_home, onHome), gap = 32)
        if (hasReceipt) page.column.add(theme.secondButton(labels.print, R.id.card_points_print, onPrint), gap = 16)
        page.addSupportCode(text, labels.code)
    }
}
