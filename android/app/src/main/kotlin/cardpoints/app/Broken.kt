package cardpoints.app

import android.app.Activity
import android.view.View
import android.widget.ScrollView
import android.widget.TextView

/** Says that the app itself is broken, by the app's own resources: what the core would say, could it be loaded. */
internal fun brokenApp(activity: Activity): View = ScrollView(activity).apply {
    fitsSystemWindows = true
    addView(
        TextView(activity).apply {
            val space = (SPACE_DP * resources.displayMetrics.density).toInt()
            setPadding(space, space, space, space)
            textSize = TEXT_SP
            text = listOf(R.string.broken_title, R.string.broken_text).joinToString("\n\n") { activity.getString(it) }
        },
    )
}

private const val SPACE_DP = 24
private const val TEXT_SP = 18f
