package cardpoints.ui

import android.os.Bundle
import cardpoints.Step

/** One screen: what [page] shows for a step. */
internal abstract class Screen(val look: Look) {
    val page = Page(look)

    /** Takes a later step in place, so that nothing jumps under a person's eyes; false: it needs a screen of its own. */
    open fun takes(step: Step): Boolean = false

    /** Something is typed here that nobody may see. */
    open val secret: Boolean = false

    /** Keeps what was typed and chosen, unless it is secret. */
    open fun save(state: Bundle) = Unit

    /** Takes it back. */
    open fun restore(state: Bundle) = Unit

    /** Wipes what is secret. */
    open fun wipe() = Unit
}
