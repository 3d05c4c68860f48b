package cardpoints.ui

import cardpoints.Labels
import cardpoints.Outcome
import cardpoints.Step

/** The outcome, with what stands now. */
internal class DoneScreen(look: Look, labels: Labels, step: Step.Done, onHome: () -> Unit, onPrint: () -> Unit) : Screen(look) {
    init {
        val words = step.words
        page.practice(words.practice)
        val done = step.outcome is Outcome.Applied || step.outcome is Outcome.Preregistered
        if (done) page.column.put(look.sign(R.drawable.card_points_tick, 72).also { it.adjustViewBounds = true }, width = look.dp(72))
        page.say(words)
        page.facts(words)
        page.column.put(look.mainButton(labels.home, R.id.card_points_home, onHome), gap = 32)
        if (done) page.column.put(look.secondButton(labels.print, R.id.card_points_print, onPrint), gap = 16)
        page.code(words, labels.code)
    }
}
