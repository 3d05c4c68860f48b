package cardpoints.ui

import android.util.TypedValue
import android.view.Gravity
import android.view.View
import cardpoints.Answer
import cardpoints.Form
import cardpoints.Keyboard
import cardpoints.Labels

/** The password: one wide field. It leaves by the main button alone, never by itself: each wrong one costs a try. */
internal class PasswordForm(look: Look, labels: Labels, form: Form.Password) : FormView {
    private val input = SecretField(look, Keyboard.DIGITS, form.digits).also {
        it.id = R.id.card_points_password
        it.setTextSize(TypedValue.COMPLEX_UNIT_SP, 28f)
        it.letterSpacing = 0.4f
        it.minimumHeight = look.dp(64)
        it.minimumWidth = look.dp(200)
        it.gravity = Gravity.CENTER
        it.textAlignment = View.TEXT_ALIGNMENT_CENTER
    }

    override val view: View = Column(look).also { column ->
        val flow = column.put(Flow(look, look.dp(12)))
        flow.addView(input)
        flow.addView(HoldButton(look, labels, input).also { it.minHeight = look.dp(64) })
    }

    override val typed = true

    override val secret = true

    override fun answer(): Answer = Answer.Password(input.take())

    override fun wipe() = input.wipe()
}
