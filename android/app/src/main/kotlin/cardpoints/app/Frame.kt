package cardpoints.app

import android.annotation.SuppressLint
import android.app.Activity
import android.content.Context
import android.os.Build
import android.view.Gravity
import android.view.View
import android.view.WindowInsets
import android.widget.LinearLayout
import android.widget.TextView
import cardpoints.Language
import cardpoints.labels
import cardpoints.ui.JourneyView
import cardpoints.ui.keepClear

/** The journey's screens, clear of the system's bars, and above the first one the switch to [other]. */
@SuppressLint("ViewConstructor")
internal class Frame(context: Context, private val other: Language, onLanguage: (Language) -> Unit) : LinearLayout(context) {
    val journey = JourneyView(context).apply {
        // What is typed goes from one activity to the next in memory, and never into a saved state.
        isSaveFromParentEnabled = false
    }

    private val switch = TextView(context, null, 0, android.R.style.Widget_DeviceDefault_Button_Borderless).apply {
        textLocale = other.locale
        textSize = SWITCH_SP
        minHeight = dp(TOUCH_DP)
        minWidth = dp(TOUCH_DP)
        isAllCaps = false
        isFocusable = true
        setOnClickListener { onLanguage(other) }
    }

    /** The switch is there only where nothing is under way: a journey keeps its language. */
    var offersLanguage: Boolean
        get() = switch.visibility == View.VISIBLE
        set(offers) {
            // Not before the first page: the words are the core's, and it is loaded by then.
            if (offers) switch.text = labels(other).language
            switch.visibility = if (offers) View.VISIBLE else View.GONE
        }

    init {
        orientation = VERTICAL
        addView(switch, LayoutParams(LayoutParams.WRAP_CONTENT, LayoutParams.WRAP_CONTENT, 0f).apply { gravity = Gravity.END })
        addView(journey, LayoutParams(LayoutParams.MATCH_PARENT, 0, 1f))
        switch.visibility = GONE
    }

    override fun onApplyWindowInsets(insets: WindowInsets): WindowInsets = keepClear(insets)

    private fun dp(dp: Int) = (dp * resources.displayMetrics.density).toInt()

    private companion object {
        const val TOUCH_DP = 48
        const val SWITCH_SP = 17f
    }
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
