package cardpoints.app

import android.annotation.SuppressLint
import android.content.Context
import android.view.Gravity
import android.view.View
import android.widget.LinearLayout
import android.widget.TextView
import cardpoints.Language
import cardpoints.labels

/** The languages that are not spoken now, each in its own words. */
@SuppressLint("ViewConstructor")
internal class LanguageSwitch(context: Context, onLanguage: (Language) -> Unit) : LinearLayout(context) {
    private val buttons = Language.entries.associateWith { language ->
        TextView(context, null, 0, android.R.style.Widget_DeviceDefault_Button_Borderless).apply {
            textLocale = language.locale
            textSize = SIZE_SP
            minHeight = dp(TOUCH_DP)
            minWidth = dp(TOUCH_DP)
            isAllCaps = false
            isFocusable = true
            setOnClickListener { onLanguage(language) }
        }
    }

    init {
        gravity = Gravity.END
        buttons.values.forEach { addView(it, LayoutParams(LayoutParams.WRAP_CONTENT, LayoutParams.WRAP_CONTENT)) }
        visibility = GONE
    }

    /** Offers every language but [spoken]; null: none. */
    fun offer(spoken: Language?) {
        visibility = if (spoken == null) GONE else VISIBLE
        if (spoken == null) return
        for ((language, button) in buttons) {
            // Not before the first page: the words are the core's, and it is loaded by then.
            button.text = labels(language).language
            button.visibility = if (language == spoken) GONE else VISIBLE
        }
    }

    /** Beside one another where there is room, else one under the other. */
    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val free = MeasureSpec.makeMeasureSpec(0, MeasureSpec.UNSPECIFIED)
        val shown = buttons.values.filter { it.visibility == View.VISIBLE }.onEach { it.measure(free, free) }
        orientation = if (shown.sumOf { it.measuredWidth } > MeasureSpec.getSize(widthMeasureSpec)) VERTICAL else HORIZONTAL
        super.onMeasure(widthMeasureSpec, heightMeasureSpec)
    }

    private fun dp(dp: Int) = (dp * resources.displayMetrics.density).toInt()

    private companion object {
        const val TOUCH_DP = 48
        const val SIZE_SP = 17f
    }
}
