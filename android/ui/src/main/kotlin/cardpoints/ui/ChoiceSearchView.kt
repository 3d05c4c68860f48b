package cardpoints.ui

import android.os.Bundle
import android.text.Editable
import android.text.TextWatcher
import android.view.View
import android.view.inputmethod.EditorInfo
import android.widget.TextView
import cardpoints.ChoiceSearch
import cardpoints.Labels
import cardpoints.QuestionForm

/** A search in a long list, by text and by one filter at a time. It hides the [buttons] that are not found. */
internal class ChoiceSearchView(theme: Theme, private val labels: Labels, form: QuestionForm.Choose, private val buttons: List<ChoiceButton>) {
    private val search = ChoiceSearch(form.choices, form.filterGroups)
    private val filters = form.filterGroups.flatMap { it.filters }
    private var filter = ALL
    private val filterButtons = (listOf(ALL to labels.all) + filters.map { it.id to it.label }).map { (id, label) ->
        FilterButton(theme, label).also { button -> button.setOnClickListener { applyFilter(id) } } to id
    }
    private val input = theme.textInput().also {
        it.id = R.id.card_points_search
        it.inputType = EditorInfo.TYPE_CLASS_TEXT
        it.imeOptions = EditorInfo.IME_ACTION_SEARCH
        it.addTextChangedListener(object : TextWatcher {
            override fun beforeTextChanged(text: CharSequence, start: Int, count: Int, after: Int) = Unit

            override fun onTextChanged(text: CharSequence, start: Int, before: Int, count: Int) = Unit

            override fun afterTextChanged(text: Editable) = refresh()
        })
    }
    private val resultCount: TextView = theme.textView("", TextRole.SMALL, theme.muted).also {
        it.id = R.id.card_points_result_count
        it.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
    }

    val view: View = ColumnLayout(theme).also { column ->
        val label = column.add(theme.textView(form.search ?: labels.search, TextRole.LABEL))
        label.labelFor = input.id
        column.add(input, gap = 8)
        if (filters.isNotEmpty()) {
            val row = FlowLayout(theme, theme.dp(8))
            filterButtons.forEach { (button, _) -> row.addView(button) }
            column.add(row, gap = 16)
        }
        column.add(resultCount, gap = 16)
    }

    init {
        applyFilter(ALL)
    }

    private fun applyFilter(id: String) {
        filter = id
        filterButtons.forEach { (button, ownId) -> button.isChecked = ownId == id }
        refresh()
    }

    private fun refresh() {
        val found = search.find(input.text.toString(), listOf(filter) - ALL).toSet()
        for (button in buttons) button.visibility = if (button.choice.id in found) View.VISIBLE else View.GONE
        val text = if (found.isEmpty()) labels.nothingFound else "${labels.hits} ${found.size}"
        if (resultCount.text.toString() != text) resultCount.text = text
    }

    fun save(state: Bundle) {
        state.putString(TYPED, input.text.toString())
        state.putString(FILTER, filter)
    }

    fun restore(state: Bundle) {
        state.getString(TYPED)?.let(input::setText)
        state.getString(FILTER)?.let(::applyFilter)
    }

    private companion object {
        /** The id of the button that switches all filters off. */
        const val ALL = ""
        const val TYPED = "search"
        const val FILTER = "filter"
    }
}
