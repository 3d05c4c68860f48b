package cardpoints.ui

import android.os.Bundle
import android.view.View
import cardpoints.Answer

/** What a question is answered with. */
internal interface FormView {
    val view: View

    /** What was answered. Secrets move out of their fields. */
    fun answer(): Answer

    /** What is wrong with single fields. */
    val slips: List<Slip> get() = emptyList()

    /** Something is typed here that nobody may see. */
    val secret: Boolean get() = false

    /** It is typed, and needs the keyboard. */
    val typed: Boolean get() = false

    /** The list is long: the main button stays in reach. */
    val long: Boolean get() = false

    fun save(state: Bundle) = Unit

    /** [whole]: all of it, by recreation or in another language; otherwise only what the journey does not know, such as a search. */
    fun restore(state: Bundle, whole: Boolean) = Unit

    fun wipe() = Unit
}

/** What is wrong with a field, and the [field] itself. */
internal class Slip(val id: String, val words: String, val field: View)
