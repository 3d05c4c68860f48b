package cardpoints.ui

import android.os.Bundle
import android.view.View
import cardpoints.Answer
import cardpoints.Labels
import cardpoints.QuestionForm

/** Fields to fill in. */
internal class FillFormView(theme: Theme, labels: Labels, form: QuestionForm.Fill) : FormView {
    private val fields = form.fields.map { InputFieldView(theme, labels, it) }

    override val view: View = ColumnLayout(theme).also { column -> fields.forEach { column.add(it.view, gap = 28) } }

    override val needsKeyboard = true

    override val isSecret = fields.any { it.field.secret }

    override fun input(fieldId: String): View? = fields.find { it.field.id == fieldId }?.input

    override fun answer(): Answer = Answer.Filled(fields.map { it.value() })

    override fun save(state: Bundle) = fields.filterNot { it.field.secret }.forEach { state.putString(KEY_PREFIX + it.field.id, it.input.text.toString()) }

    override fun restore(state: Bundle, complete: Boolean) {
        if (!complete) return
        fields.filterNot { it.field.secret }.forEach { field -> state.getString(KEY_PREFIX + field.field.id)?.let(field.input::setText) }
    }

    override fun wipe() = fields.forEach { it.wipe() }

    private companion object {
        const val KEY_PREFIX = "field-"
    }
}
