package cardpoints.ui

import android.os.Bundle
import android.view.View
import cardpoints.Answer

/** The inputs of a question. */
internal interface FormView {
    val view: View

    /** The answer. Secrets are removed from their inputs. */
    fun answer(): Answer

    /** The input of that field, if this form has it. */
    fun input(fieldId: String): View? = null

    /** A secret is typed here, so the window must be secure. */
    val isSecret: Boolean get() = false

    /** Something is typed here. */
    val needsKeyboard: Boolean get() = false

    /** The list is long: the main button stays visible below it. */
    val isLong: Boolean get() = false

    fun save(state: Bundle) = Unit

    /** [complete]: restores everything (after a recreation, or in another language); otherwise only what the journey does not know, such as a search. */
    fun restore(state: Bundle, complete: Boolean) = Unit

    fun wipe() = Unit
}
