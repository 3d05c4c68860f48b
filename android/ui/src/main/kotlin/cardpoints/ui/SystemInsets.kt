package cardpoints.ui

import android.os.Build
import android.view.View
import android.view.WindowInsets

/**
 * Pads this view so that its content stays clear of the system bars, a cutout and the keyboard. Call it from
 * `onApplyWindowInsets` and return its result: [insets], consumed.
 */
public fun View.padForSystemInsets(insets: WindowInsets): WindowInsets {
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
        val types = WindowInsets.Type.systemBars() or WindowInsets.Type.displayCutout() or WindowInsets.Type.ime()
        val space = insets.getInsets(types)
        setPadding(space.left, space.top, space.right, space.bottom)
        return WindowInsets.CONSUMED
    }
    @Suppress("DEPRECATION")
    insets.run {
        setPadding(systemWindowInsetLeft, systemWindowInsetTop, systemWindowInsetRight, systemWindowInsetBottom)
        return consumeSystemWindowInsets()
    }
}
