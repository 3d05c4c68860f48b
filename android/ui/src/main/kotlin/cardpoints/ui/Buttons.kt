package cardpoints.ui

import android.content.res.ColorStateList
import android.graphics.Paint
import android.view.Gravity
import android.view.View
import android.widget.Button
import android.widget.TextView

/** The main button: it says what happens. */
internal fun Look.mainButton(words: String, id: Int, onClick: () -> Unit): Button = button(words, id, onClick).also {
    it.setTextColor(onAction)
    it.background = states(PRESSED to surface(actionPressed), ANY to surface(action))
}

/** Another way, of the same rank. */
internal fun Look.secondButton(words: String, id: Int, onClick: () -> Unit): Button = button(words, id, onClick).also {
    it.setTextColor(action)
    it.background = states(PRESSED to surface(chosen, action, 2), ANY to surface(background, action, 2))
}

private fun Look.button(words: String, id: Int, onClick: () -> Unit): Button = bare(words, Type.BUTTON, onClick).also {
    it.id = id
    it.gravity = Gravity.CENTER
    it.textAlignment = View.TEXT_ALIGNMENT_CENTER
    it.minHeight = dp(56)
    it.setPadding(dp(16), dp(12), dp(16), dp(12))
}

/** Anything else that can be done: a link. */
internal fun Look.link(words: String, onClick: () -> Unit): Button = bare(words, Type.BODY, onClick).also {
    it.setTextColor(ColorStateList(arrayOf(PRESSED, ANY), intArrayOf(actionPressed, action)))
    it.paintFlags = it.paintFlags or Paint.UNDERLINE_TEXT_FLAG
    it.gravity = Gravity.CENTER_VERTICAL or Gravity.START
    it.minHeight = dp(48)
    it.minWidth = dp(48)
    it.setPadding(0, dp(8), 0, dp(8))
}

/** A button without any look of the platform's. */
private fun Look.bare(words: String, type: Type, onClick: () -> Unit): Button = Button(context, null, 0, 0).also {
    dress(it, type)
    it.text = words
    it.setOnClickListener { onClick() }
}

/** What every button has: a face, a ring, and no capitals of the platform's own. */
internal fun Look.dress(button: TextView, type: Type) {
    // First: it undoes how words are broken.
    button.isAllCaps = false
    set(button, type)
    ring(button)
    button.isClickable = true
    button.isFocusable = true
}

internal val PRESSED = intArrayOf(android.R.attr.state_pressed)
internal val ANY = intArrayOf()
