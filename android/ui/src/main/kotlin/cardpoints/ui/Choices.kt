package cardpoints.ui

import android.os.Bundle
import android.view.View
import cardpoints.Answer
import cardpoints.Form
import cardpoints.Labels

/** Choices as cards, with a search over a long list. */
internal class Choices(look: Look, labels: Labels, form: Form.Choose) : FormView {
    private val single = form.most == 1
    private val cards = form.choices.map { ChoiceCard(look, labels, it, single) }
    private val search = if (form.search != null || form.filters.isNotEmpty()) Search(look, labels, form, cards) else null

    override val view: View = Column(look).also { column ->
        search?.let { column.put(it.view) }
        for (card in cards) column.put(card, gap = 12)
        if (single) cards.forEach { card -> card.onChosen = { choose(card) } }
    }

    override val long = search != null

    override fun answer(): Answer = Answer.Chosen(cards.filter { it.isChecked }.map { it.choice.id })

    private fun choose(chosen: ChoiceCard) = cards.filter { it !== chosen }.forEach { it.isChecked = false }

    override fun save(state: Bundle) {
        state.putStringArrayList(CHOSEN, ArrayList(cards.filter { it.isChecked }.map { it.choice.id }))
        search?.save(state)
    }

    override fun restore(state: Bundle, whole: Boolean) {
        search?.restore(state)
        val chosen = state.getStringArrayList(CHOSEN)
        if (whole && chosen != null) cards.forEach { it.isChecked = it.choice.id in chosen && it.isEnabled }
    }

    private companion object {
        const val CHOSEN = "chosen"
    }
}
