package cardpoints.ui

import android.os.Build
import android.os.Bundle
import android.view.HapticFeedbackConstants
import cardpoints.Form
import cardpoints.Stage
import cardpoints.Step
import cardpoints.Why

/** What is to be felt. */
internal enum class Touch {
    FOUND,
    DONE,
    LOST,
    ;

    /** The platform's constant for it, which respects the person's settings. */
    fun constant(): Int = when {
        this == FOUND -> HapticFeedbackConstants.VIRTUAL_KEY
        Build.VERSION.SDK_INT < Build.VERSION_CODES.R -> HapticFeedbackConstants.LONG_PRESS
        this == DONE -> HapticFeedbackConstants.CONFIRM
        else -> HapticFeedbackConstants.REJECT
    }
}

/** What a card screen needs to know of the steps before it. */
internal class Course {
    /** A password was asked for: the card will check it and sign. */
    var signs: Boolean = false
        private set

    /** How often the card was lost: each time, another place is worth a try. */
    var losses: Int = 0
        private set

    /** Follows the step [from] to the step [to]; gives what the person should feel. */
    fun follow(from: Step?, to: Step): Touch? {
        if (to is Step.Ask && to.question.form is Form.Password) signs = true
        if (to is Step.Transmit && (to.stage == Stage.PASSWORD || to.stage == Stage.SIGNING)) signs = true
        val lost = to is Step.Tap && (to.why == Why.LOST_EARLY || to.why == Why.LOOK_FIRST)
        if (from is Step.Transmit && lost) losses += 1
        if (to is Step.Done) {
            signs = false
            losses = 0
        }
        return when {
            from is Step.Tap && to is Step.Transmit -> Touch.FOUND
            from !is Step.Transmit || to is Step.Transmit -> null
            lost || to is Step.Tap || to is Step.Ask && to.question.problem != null -> Touch.LOST
            else -> Touch.DONE
        }
    }

    fun save(state: Bundle) {
        state.putBoolean(SIGNS, signs)
        state.putInt(LOSSES, losses)
    }

    fun restore(state: Bundle) {
        signs = signs || state.getBoolean(SIGNS)
        losses = maxOf(losses, state.getInt(LOSSES))
    }

    private companion object {
        const val SIGNS = "signs"
        const val LOSSES = "losses"
    }
}
