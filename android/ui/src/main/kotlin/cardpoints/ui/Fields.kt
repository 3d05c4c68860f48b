package cardpoints.ui

import android.os.Bundle
import android.view.View
import cardpoints.Answer
import cardpoints.Form
import cardpoints.Labels

/** Fields to fill in. */
internal class Fields(look: Look, labels: Labels, form: Form.Fill) : FormView {
    private val fields = form.fields.map { FieldView(look, labels, it) }

    override val view: View = Column(look).also { column -> fields.forEach { column.put(it.view, gap = 28) } }

    override val typed = true

    override val secret = fields.any { it.field.secret }

    override val slips = fields.mapNotNull { view -> view.field.run { problem?.let { Slip(id, "$label: $it", view.input) } } }

    override fun answer(): Answer = Answer.Filled(fields.map { it.entry() })

    override fun save(state: Bundle) = fields.filterNot { it.field.secret }.forEach { state.putString(KEY + it.field.id, it.input.text.toString()) }

    override fun restore(state: Bundle, whole: Boolean) {
        if (!whole) return
        fields.filterNot { it.field.secret }.forEach { field -> state.getString(KEY + field.field.id)?.let(field.input::setText) }
    }

    override fun wipe() = fields.forEach { it.wipe() }

    private companion object {
        const val KEY = "field-"
    }
}
