package cardpoints.ui

import android.annotation.SuppressLint
import android.content.res.ColorStateList
import android.view.Gravity
import android.widget.Button
import cardpoints.Labels

/** Shows what is typed in [field] while it is held, by finger or by key. */
@SuppressLint("ViewConstructor")
internal class HoldButton(look: Look, labels: Labels, private val field: SecretField) : Button(look.context, null, 0, 0) {
    init {
        look.dress(this, Type.SMALL)
        text = labels.show
        gravity = Gravity.CENTER
        minHeight = look.dp(48)
        minWidth = look.dp(64)
        setPadding(look.dp(16), look.dp(8), look.dp(16), look.dp(8))
        setTextColor(ColorStateList.valueOf(look.action))
        background = states(PRESSED to look.surface(look.chosen, look.action, 2), ANY to look.surface(look.background, look.action, 1))
    }

    override fun setPressed(pressed: Boolean) {
        val before = isPressed
        super.setPressed(pressed)
        if (pressed != before) field.show(pressed)
    }

    override fun onDetachedFromWindow() {
        super.onDetachedFromWindow()
        isPressed = false
    }
}
