package cardpoints.ui

import android.annotation.SuppressLint
import android.content.res.ColorStateList
import android.view.Gravity
import android.widget.Button
import cardpoints.Labels

/** Shows what is typed in [field] while it is held, by finger or by key. */
@SuppressLint("ViewConstructor")
internal class RevealButton(theme: Theme, labels: Labels, private val field: SecretField) : Button(theme.context, null, 0, 0) {
    init {
        theme.styleButton(this, TextRole.SMALL)
        text = labels.show
        gravity = Gravity.CENTER
        minHeight = theme.dp(48)
        minWidth = theme.dp(64)
        setPadding(theme.dp(16), theme.dp(8), theme.dp(16), theme.dp(8))
        setTextColor(ColorStateList.valueOf(theme.action))
        background = stateDrawable(PRESSED to theme.surface(theme.selected, theme.action, 2), ANY to theme.surface(theme.background, theme.action, 1))
    }

    override fun setPressed(pressed: Boolean) {
        val before = isPressed
        super.setPressed(pressed)
        if (pressed != before) field.setRevealed(pressed)
    }

    override fun onDetachedFromWindow() {
        super.onDetachedFromWindow()
        isPressed = false
    }
}
