package cardpoints.ui

import android.annotation.SuppressLint
import android.graphics.Typeface
import android.graphics.drawable.InsetDrawable
import android.text.SpannableStringBuilder
import android.text.Spanned
import android.text.style.AbsoluteSizeSpan
import android.text.style.ForegroundColorSpan
import android.text.style.StyleSpan
import android.util.TypedValue
import android.view.Gravity
import android.widget.CheckBox
import android.widget.CompoundButton
import android.widget.RadioButton
import cardpoints.Choice
import cardpoints.Labels

/**
 * One choice: its name, its amount, what helps to choose and, where it can't be chosen, the reason. All of it is one view,
 * so that a list of a hundred stays light.
 */
@SuppressLint("ViewConstructor")
internal class ChoiceButton(theme: Theme, labels: Labels, val choice: Choice, private val single: Boolean) :
    CompoundButton(theme.context, null, 0, 0) {
    /** Called when the person chooses it. */
    var onChosen: () -> Unit = {}

    private val smallTextSize = TypedValue.applyDimension(TypedValue.COMPLEX_UNIT_SP, TextRole.SMALL.sizeSp, resources.displayMetrics).toInt()

    init {
        theme.styleButton(this, TextRole.BODY)
        setTextColor(theme.text)
        isEnabled = choice.unavailable == null
        isFocusable = true
        val icon = theme.drawable(if (single) R.drawable.card_points_radio else R.drawable.card_points_check)
        buttonDrawable = InsetDrawable(icon, theme.dp(16), 0, theme.dp(12), 0)
        background = stateDrawable(
            intArrayOf(-android.R.attr.state_enabled) to theme.surface(theme.background, theme.divider, 2, dashed = true),
            intArrayOf(android.R.attr.state_checked) to theme.surface(theme.selected, theme.action, 3),
            PRESSED to theme.surface(theme.selected, theme.action, 1),
            ANY to theme.surface(theme.background, theme.border, 1),
        )
        minHeight = theme.dp(64)
        gravity = Gravity.CENTER_VERTICAL
        setPadding(0, theme.dp(14), theme.dp(16), theme.dp(14))
        text = label(theme, labels)
        isChecked = choice.selected
    }

    private fun label(theme: Theme, labels: Labels) = SpannableStringBuilder().apply {
        appendLine(choice.label, StyleSpan(Typeface.BOLD))
        appendLine(choice.amount, ForegroundColorSpan(if (isEnabled) theme.success else theme.muted), StyleSpan(Typeface.BOLD))
        appendLine(choice.detail, ForegroundColorSpan(theme.muted), AbsoluteSizeSpan(smallTextSize))
        choice.unavailable?.let { appendLine("${labels.notAvailable} $it", StyleSpan(Typeface.BOLD), AbsoluteSizeSpan(smallTextSize)) }
    }

    private fun SpannableStringBuilder.appendLine(text: String, vararg spans: Any) {
        if (text.isEmpty()) return
        if (isNotEmpty()) append('\n')
        val start = length
        append(text)
        spans.forEach { setSpan(it, start, length, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE) }
    }

    override fun toggle() {
        // A screen reader can click a disabled view.
        if (!isEnabled) return
        isChecked = single || !isChecked
        onChosen()
    }

    override fun getAccessibilityClassName(): CharSequence = (if (single) RadioButton::class else CheckBox::class).java.name
}
