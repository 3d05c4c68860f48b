package cardpoints.ui

import android.view.View
import cardpoints.Answer

/** To agree: the main button alone does it. */
internal class Consent(look: Look) : FormView {
    override val view: View = View(look.context)

    override fun answer(): Answer = Answer.Agreed
}
