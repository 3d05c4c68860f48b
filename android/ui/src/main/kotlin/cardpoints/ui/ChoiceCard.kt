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

/** One choice: its name, what it is worth, what helps to choose and, where it can't be chosen, why. One view, so that a hundred are light. */
@SuppressLint("ViewConstructor")
internal class ChoiceCard(look: Look, labels: Labels, val choice: Choice, private val single: Boolean) :
    CompoundButton(look.context, null, 0, 0) {
    /** Called when the person chooses it. */
    var onChosen: () -> Unit = {}

    private val small = TypedValue.applyDimension(TypedValue.COMPLEX_UNIT_SP, Type.SMALL.size, resources.displayMetrics).toInt()

    init {
        look.dress(this, Type.BODY)
        setTextColor(look.text)
        isEnabled = choice.barred == null
        isFocusable = true
        val sign = look.drawable(if (single) R.drawable.card_points_radio else R.drawable.card_points_check)
        buttonDrawable = InsetDrawable(sign, look.dp(16), 0, look.dp(12), 0)
        background = states(
            intArrayOf(-android.R.attr.state_enabled) to look.surface(look.background, look.divider, 2, dashed = true),
            intArrayOf(android.R.attr.state_checked) to look.surface(look.chosen, look.action, 3),
            PRESSED to look.surface(look.chosen, look.action, 1),
            ANY to look.surface(look.background, look.border, 1),
        )
        minHeight = look.dp(64)
        gravity = Gravity.CENTER_VERTICAL
        setPadding(0, look.dp(14), look.dp(16), look.dp(14))
        text = say(look, labels)
        isChecked = choice.chosen
    }

    private fun say(look: Look, labels: Labels) = SpannableStringBuilder().apply {
        line(choice.label, StyleSpan(Typeface.BOLD))
        line(choice.amount, ForegroundColorSpan(if (isEnabled) look.success else look.muted), StyleSpan(Typeface.BOLD))
        line(choice.detail, ForegroundColorSpan(look.muted), AbsoluteSizeSpan(small))
        choice.barred?.let { line("${labels.notAvailable} $it", StyleSpan(Typeface.BOLD), AbsoluteSizeSpan(small)) }
    }

    private fun SpannableStringBuilder.line(words: String, vararg spans: Any) {
        if (words.isEmpty()) return
        if (isNotEmpty()) append('\n')
        val start = length
        append(words)
        spans.forEach { setSpan(it, start, length, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE) }
    }

    override fun toggle() {
        // A screen reader can click what is not enabled.
        if (!isEnabled) return
        isChecked = single || !isChecked
        onChosen()
    }

    override fun getAccessibilityClassName(): CharSequence = (if (single) RadioButton::class else CheckBox::class).java.name
}
