package cardpoints.app

import android.app.Activity
import android.view.View
import android.widget.ScrollView
import android.widget.TextView

/** Says that the library could not be loaded. The text comes from the app's resources, because the core's text is in the library. */
internal fun loadFailureView(activity: Activity): View = ScrollView(activity).apply {
    fitsSystemWindows = true
    addView(
        TextView(activity).apply {
            val padding = (PADDING_DP * resources.displayMetrics.density).toInt()
            setPadding(padding, padding, padding, padding)
            textSize = TEXT_SP
            text = listOf(R.string.internal_error_title, R.string.internal_error_text).joinToString("\n\n") { activity.getString(it) }
        },
    )
}

private const val PADDING_DP = 24
private const val TEXT_SP = 18f
