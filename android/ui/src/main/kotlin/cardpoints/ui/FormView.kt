package cardpoints.ui

import android.os.Bundle
import android.view.View
import cardpoints.Answer

/** What a question is answered with. */
internal interface FormView {
    val view: View

    /** What was answered. Secrets move out of their fields. */
    fun answer(): Answer

    /** The field of that id; null: the form has none. */
    fun field(id: String): View? = null

    /** Problems of single fields, each with its field's id. */
    val problems: List<Pair<String, String>> get() = emptyList()

    /** Something is typed here that nobody may see. */
    val secret: Boolean get() = false

    /** The list is long: the main button stays in reach. */
    val long: Boolean get() = false

    fun save(state: Bundle) = Unit

    /** [whole]: all of it, by recreation; otherwise only what the journey does not know, such as a search. */
    fun restore(state: Bundle, whole: Boolean) = Unit

    fun wipe() = Unit
}
