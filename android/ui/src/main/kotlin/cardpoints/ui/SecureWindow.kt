package cardpoints.ui

import android.app.Activity
import android.content.Context
import android.content.ContextWrapper
import android.view.WindowManager.LayoutParams.FLAG_SECURE

/**
 * Keeps the host's window out of screenshots, recordings and the list of recent apps while a secret is on the screen.
 * What the host itself has set stays set.
 */
internal class SecureWindow(private val context: Context) {
    private var set = false

    fun secure(wanted: Boolean) {
        val window = activity(context)?.window ?: return
        when {
            wanted && window.attributes.flags and FLAG_SECURE == 0 -> {
                window.addFlags(FLAG_SECURE)
                set = true
            }
            !wanted && set -> {
                window.clearFlags(FLAG_SECURE)
                set = false
            }
        }
    }
}

/** The activity that [context] belongs to, if it belongs to one. */
internal tailrec fun activity(context: Context): Activity? = when (context) {
    is Activity -> context
    is ContextWrapper -> activity(context.baseContext)
    else -> null
}
