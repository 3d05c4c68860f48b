package cardpoints.ui

import android.view.View
import cardpoints.Answer

/** A confirmation: it has no input, only the main button. */
internal class ConfirmFormView(theme: Theme) : FormView {
    override val view: View = View(theme.context)

    override fun answer(): Answer = Answer.Confirmed
}
