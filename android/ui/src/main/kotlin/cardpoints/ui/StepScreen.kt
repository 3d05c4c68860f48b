package cardpoints.ui

import android.os.Bundle
import cardpoints.Step

/** The screen of a step, shown by [page]. */
internal abstract class StepScreen(val theme: Theme) {
    val page = Page(theme)

    /** Shows a later step on this screen, so that nothing moves; false: the step needs a screen of its own. */
    open fun update(step: Step): Boolean = false

    /** A secret is typed here, so the window must be secure. */
    open val isSecret: Boolean = false

    /** Saves what was typed and chosen, except secrets. */
    open fun save(state: Bundle) = Unit

    open fun restore(state: Bundle) = Unit

    /** Wipes secrets. */
    open fun wipe() = Unit
}
