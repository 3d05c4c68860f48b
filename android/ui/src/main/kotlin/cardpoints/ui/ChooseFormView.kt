package cardpoints.ui

import android.os.Bundle
import android.view.View
import cardpoints.Answer
import cardpoints.Labels
import cardpoints.QuestionForm

/** A list of choices, with a search where it is long. */
internal class ChooseFormView(theme: Theme, labels: Labels, form: QuestionForm.Choose) : FormView {
    private val single = form.maxChoices == 1
    private val buttons = form.choices.map { ChoiceButton(theme, labels, it, single) }
    private val search = if (form.search != null || form.filterGroups.isNotEmpty()) ChoiceSearchView(theme, labels, form, buttons) else null

    override val view: View = ColumnLayout(theme).also { column ->
        search?.let { column.add(it.view) }
        for (button in buttons) column.add(button, gap = 12)
        if (single) buttons.forEach { button -> button.onChosen = { uncheckOthers(button) } }
    }

    override val isLong = search != null

    override fun answer(): Answer = Answer.Chosen(checkedIds())

    private fun checkedIds() = buttons.filter { it.isChecked }.map { it.choice.id }

    private fun uncheckOthers(chosen: ChoiceButton) = buttons.filter { it !== chosen }.forEach { it.isChecked = false }

    override fun save(state: Bundle) {
        state.putStringArrayList(CHECKED, ArrayList(checkedIds()))
        search?.save(state)
    }

    override fun restore(state: Bundle, complete: Boolean) {
        search?.restore(state)
        val checked = state.getStringArrayList(CHECKED)
        if (complete && checked != null) buttons.forEach { it.isChecked = it.choice.id in checked && it.isEnabled }
    }

    private companion object {
        const val CHECKED = "checked"
    }
}
