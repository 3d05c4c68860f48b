package cardpoints.ui

import android.util.TypedValue
import android.view.Gravity
import android.view.View
import cardpoints.Answer
import cardpoints.Keyboard
import cardpoints.Labels
import cardpoints.QuestionForm

/** The password: one wide input. Only the main button sends it, because each wrong password costs a try. */
internal class PasswordFormView(theme: Theme, labels: Labels, form: QuestionForm.Password) : FormView {
    private val input = SecretField(theme, Keyboard.DIGITS, form.digits).also {
        it.id = R.id.card_points_password
        it.setTextSize(TypedValue.COMPLEX_UNIT_SP, 28f)
        it.letterSpacing = 0.4f
        it.minimumHeight = theme.dp(64)
        it.minimumWidth = theme.dp(200)
        it.gravity = Gravity.CENTER
        it.textAlignment = View.TEXT_ALIGNMENT_CENTER
    }

    override val view: View = ColumnLayout(theme).also { column ->
        val row = column.add(FlowLayout(theme, theme.dp(12)))
        row.addView(input)
        row.addView(RevealButton(theme, labels, input).also { it.minHeight = theme.dp(64) })
    }

    override val needsKeyboard = true

    override val isSecret = true

    override fun answer(): Answer = Answer.Password(input.take())

    override fun wipe() = input.wipe()
}
