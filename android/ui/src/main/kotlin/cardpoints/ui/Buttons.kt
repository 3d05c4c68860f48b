package cardpoints.ui

import android.content.res.ColorStateList
import android.graphics.Paint
import android.view.Gravity
import android.view.View
import android.widget.Button
import android.widget.TextView

/** The main button: its label says what happens. */
internal fun Theme.mainButton(label: String, id: Int, onClick: () -> Unit): Button = button(label, id, onClick).also {
    it.setTextColor(onAction)
    it.background = stateDrawable(PRESSED to surface(actionPressed), ANY to surface(action))
}

/** A second button of the same rank. */
internal fun Theme.secondButton(label: String, id: Int, onClick: () -> Unit): Button = button(label, id, onClick).also {
    it.setTextColor(action)
    it.background = stateDrawable(PRESSED to surface(selected, action, 2), ANY to surface(background, action, 2))
}

private fun Theme.button(label: String, id: Int, onClick: () -> Unit): Button = plainButton(label, TextRole.BUTTON, onClick).also {
    it.id = id
    it.gravity = Gravity.CENTER
    it.textAlignment = View.TEXT_ALIGNMENT_CENTER
    it.minHeight = dp(56)
    it.setPadding(dp(16), dp(12), dp(16), dp(12))
}

/** Any other action: a link. */
internal fun Theme.link(label: String, onClick: () -> Unit): Button = plainButton(label, TextRole.BODY, onClick).also {
    it.setTextColor(ColorStateList(arrayOf(PRESSED, ANY), intArrayOf(actionPressed, action)))
    it.paintFlags = it.paintFlags or Paint.UNDERLINE_TEXT_FLAG
    it.gravity = Gravity.CENTER_VERTICAL or Gravity.START
    it.minHeight = dp(48)
    it.minWidth = dp(48)
    it.setPadding(0, dp(8), 0, dp(8))
}

/** A button without the platform's own style. */
private fun Theme.plainButton(label: String, role: TextRole, onClick: () -> Unit): Button = Button(context, null, 0, 0).also {
    styleButton(it, role)
    it.text = label
    it.setOnClickListener { onClick() }
}

/** What every button has: its typeface and a focus ring. The platform's capitals are switched off. */
internal fun Theme.styleButton(button: TextView, role: TextRole) {
    // First, because it resets the transformation that breaks lines.
    button.isAllCaps = false
    styleText(button, role)
    addFocusRing(button)
    button.isClickable = true
    button.isFocusable = true
}

internal val PRESSED = intArrayOf(android.R.attr.state_pressed)
internal val ANY = intArrayOf()
