package cardpoints.ui

import android.os.Build
import android.view.View
import android.view.WindowInsets

/**
 * Pads this view so that what is in it stays clear of the system's bars, a cutout and the keyboard: from
 * `onApplyWindowInsets`. Gives what is left of [insets] for the views inside: nothing.
 */
public fun View.keepClear(insets: WindowInsets): WindowInsets {
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
        val kinds = WindowInsets.Type.systemBars() or WindowInsets.Type.displayCutout() or WindowInsets.Type.ime()
        val taken = insets.getInsets(kinds)
        setPadding(taken.left, taken.top, taken.right, taken.bottom)
        return WindowInsets.CONSUMED
    }
    @Suppress("DEPRECATION")
    insets.run {
        setPadding(systemWindowInsetLeft, systemWindowInsetTop, systemWindowInsetRight, systemWindowInsetBottom)
        return consumeSystemWindowInsets()
    }
}
