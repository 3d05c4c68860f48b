package cardpoints.ui

import android.app.Activity
import android.content.Context
import android.content.ContextWrapper
import android.view.WindowManager.LayoutParams.FLAG_SECURE

/**
 * Sets `FLAG_SECURE` while a secret is on the screen: no screenshots, no recordings, no preview in the list of recent apps. A
 * flag that the host has set stays set.
 */
internal class SecureWindow(private val context: Context) {
    private var isSetHere = false

    fun setSecure(secure: Boolean) {
        val window = activity(context)?.window ?: return
        when {
            secure && window.attributes.flags and FLAG_SECURE == 0 -> {
                window.addFlags(FLAG_SECURE)
                isSetHere = true
            }
            !secure && isSetHere -> {
                window.clearFlags(FLAG_SECURE)
                isSetHere = false
            }
        }
    }
}

/** The activity that [context] belongs to, if there is one. */
internal tailrec fun activity(context: Context): Activity? = when (context) {
    is Activity -> context
    is ContextWrapper -> activity(context.baseContext)
    else -> null
}
