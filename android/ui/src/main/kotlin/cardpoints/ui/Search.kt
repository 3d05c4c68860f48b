package cardpoints.ui

import android.os.Bundle
import android.text.Editable
import android.text.TextWatcher
import android.view.View
import android.view.inputmethod.EditorInfo
import android.widget.TextView
import cardpoints.Form
import cardpoints.Labels

/** Finds among many choices: by what is typed and by a filter. */
internal class Search(private val look: Look, private val labels: Labels, form: Form.Choose, private val cards: List<ChoiceCard>) {
    private val texts = cards.map { card -> card.choice.run { listOf(label, keywords, id).map(::folded) } }
    private var filter = ALL
    private val chips = (listOf(ALL to labels.all) + form.filters.map { it.id to it.label }).map { (id, words) ->
        Chip(look, words).also { chip -> chip.setOnClickListener { choose(id) } } to id
    }
    private val input = look.input().also {
        it.id = R.id.card_points_search
        it.inputType = EditorInfo.TYPE_CLASS_TEXT
        it.imeOptions = EditorInfo.IME_ACTION_SEARCH
        it.addTextChangedListener(object : TextWatcher {
            override fun beforeTextChanged(text: CharSequence, start: Int, count: Int, after: Int) = Unit

            override fun onTextChanged(text: CharSequence, start: Int, before: Int, count: Int) = Unit

            override fun afterTextChanged(text: Editable) = refresh()
        })
    }
    private val hits: TextView = look.words("", Type.SMALL, look.muted).also {
        it.id = R.id.card_points_hits
        it.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
    }

    val view: View = Column(look).also { column ->
        val label = column.put(look.words(form.search ?: labels.search, Type.LABEL))
        label.labelFor = input.id
        column.put(input, gap = 8)
        if (form.filters.isNotEmpty()) {
            val flow = Flow(look, look.dp(8))
            chips.forEach { (chip, _) -> flow.addView(chip) }
            column.put(flow, gap = 16)
        }
        column.put(hits, gap = 16)
    }

    init {
        choose(ALL)
    }

    private fun choose(id: String) {
        filter = id
        chips.forEach { (chip, own) -> chip.isChecked = own == id }
        refresh()
    }

    private fun refresh() {
        val part = folded(input.text.toString())
        var count = 0
        cards.forEachIndexed { index, card ->
            val found = (filter == ALL || filter in card.choice.tags) && texts[index].any { part in it }
            card.visibility = if (found) View.VISIBLE else View.GONE
            if (found) count += 1
        }
        val words = if (count == 0) labels.nothingFound else "${labels.hits} $count"
        if (hits.text.toString() != words) hits.text = words
    }

    fun save(state: Bundle) {
        state.putString(TYPED, input.text.toString())
        state.putString(FILTER, filter)
    }

    fun restore(state: Bundle) {
        state.getString(TYPED)?.let(input::setText)
        state.getString(FILTER)?.let(::choose)
    }

    private companion object {
        const val ALL = ""
        const val TYPED = "search"
        const val FILTER = "filter"
    }
}
