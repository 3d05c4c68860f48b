package cardpoints.ui

import android.os.Build
import android.view.HapticFeedbackConstants
import cardpoints.Feedback

/** The platform's constant for this feedback. The platform respects the person's settings. */
internal fun Feedback.hapticConstant(): Int = when {
    this == Feedback.CARD_FOUND -> HapticFeedbackConstants.VIRTUAL_KEY
    Build.VERSION.SDK_INT < Build.VERSION_CODES.R -> HapticFeedbackConstants.LONG_PRESS
    this == Feedback.SUCCESS -> HapticFeedbackConstants.CONFIRM
    else -> HapticFeedbackConstants.REJECT
}
