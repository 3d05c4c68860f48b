package cardpoints.ui

import android.annotation.SuppressLint
import android.content.res.ColorStateList
import android.graphics.drawable.GradientDrawable
import android.view.Gravity
import android.widget.CompoundButton
import android.widget.RadioButton

/** One filter of a row. */
@SuppressLint("ViewConstructor")
internal class FilterButton(theme: Theme, label: String) : CompoundButton(theme.context, null, 0, 0) {
    init {
        theme.styleButton(this, TextRole.SMALL)
        text = label
        gravity = Gravity.CENTER
        compoundDrawablePadding = theme.dp(4)
        minHeight = theme.dp(48)
        minWidth = theme.dp(56)
        setPadding(theme.dp(16), theme.dp(8), theme.dp(16), theme.dp(8))
        val checked = intArrayOf(android.R.attr.state_checked)
        setTextColor(ColorStateList(arrayOf(checked, ANY), intArrayOf(theme.onAction, theme.text)))
        background = stateDrawable(checked to theme.pill(theme.action, theme.action), ANY to theme.pill(theme.background, theme.border))
    }

    override fun toggle() {
        isChecked = true
    }

    /** Shows a tick as well: colour alone is not visible to everybody. */
    override fun setChecked(checked: Boolean) {
        super.setChecked(checked)
        setCompoundDrawablesRelativeWithIntrinsicBounds(if (checked) context.getDrawable(R.drawable.card_points_selected) else null, null, null, null)
    }

    override fun getAccessibilityClassName(): CharSequence = RadioButton::class.java.name

    private fun Theme.pill(fill: Int, border: Int): GradientDrawable = surface(fill, border, 1).also { it.cornerRadius = dp(24).toFloat() }
}
