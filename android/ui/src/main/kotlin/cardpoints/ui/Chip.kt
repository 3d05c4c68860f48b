package cardpoints.ui

import android.annotation.SuppressLint
import android.content.res.ColorStateList
import android.view.Gravity
import android.graphics.drawable.GradientDrawable
import android.widget.CompoundButton
import android.widget.RadioButton

/** A filter, one of a row. */
@SuppressLint("ViewConstructor")
internal class Chip(look: Look, words: String) : CompoundButton(look.context, null, 0, 0) {
    init {
        look.dress(this, Type.SMALL)
        text = words
        gravity = Gravity.CENTER
        compoundDrawablePadding = look.dp(4)
        minHeight = look.dp(48)
        minWidth = look.dp(56)
        setPadding(look.dp(16), look.dp(8), look.dp(16), look.dp(8))
        val chosen = intArrayOf(android.R.attr.state_checked)
        setTextColor(ColorStateList(arrayOf(chosen, ANY), intArrayOf(look.onAction, look.text)))
        background = states(chosen to look.round(look.action, look.action), ANY to look.round(look.background, look.border))
    }

    override fun toggle() {
        isChecked = true
    }

    /** A tick as well: colour alone would not say it to everybody. */
    override fun setChecked(checked: Boolean) {
        super.setChecked(checked)
        setCompoundDrawablesRelativeWithIntrinsicBounds(if (checked) context.getDrawable(R.drawable.card_points_chosen) else null, null, null, null)
    }

    override fun getAccessibilityClassName(): CharSequence = RadioButton::class.java.name

    private fun Look.round(fill: Int, border: Int): GradientDrawable = surface(fill, border, 1).also { it.cornerRadius = dp(24).toFloat() }
}
