package cardpoints.app

import android.annotation.SuppressLint
import android.app.Activity
import android.content.Context
import android.os.Build
import android.view.View
import android.view.WindowInsets
import android.widget.LinearLayout
import cardpoints.Language
import cardpoints.ui.JourneyView
import cardpoints.ui.keepClear

/** The journey's screens, clear of the system's bars, and above the first one the switch to other languages. */
@SuppressLint("ViewConstructor")
internal class Frame(context: Context, onLanguage: (Language) -> Unit) : LinearLayout(context) {
    val journey = JourneyView(context).apply {
        // What is typed goes from one activity to the next in memory, and never into a saved state.
        isSaveFromParentEnabled = false
    }

    /** There only where nothing is under way: a journey keeps its language. */
    val languages = LanguageSwitch(context, onLanguage)

    init {
        orientation = VERTICAL
        addView(languages, LayoutParams(LayoutParams.MATCH_PARENT, LayoutParams.WRAP_CONTENT))
        addView(journey, LayoutParams(LayoutParams.MATCH_PARENT, 0, 1f))
    }

    override fun onApplyWindowInsets(insets: WindowInsets): WindowInsets = keepClear(insets)
}

/** Lets [this] activity's own ground reach under the system's bars. */
internal fun Activity.drawBehindBars() {
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
        window.setDecorFitsSystemWindows(false)
    } else {
        @Suppress("DEPRECATION")
        window.decorView.systemUiVisibility =
            window.decorView.systemUiVisibility or View.SYSTEM_UI_FLAG_LAYOUT_STABLE or View.SYSTEM_UI_FLAG_LAYOUT_FULLSCREEN
    }
}
