package cardpoints.ui

import android.content.Context
import android.util.AttributeSet
import android.widget.FrameLayout
import cardpoints.Event
import cardpoints.Language
import cardpoints.Step
import cardpoints.android.Hindrance

/** Shows any step of a journey, and says what the person does. Themed by the attributes in `attrs.xml`. */
public class JourneyView @JvmOverloads constructor(context: Context, attributes: AttributeSet? = null) :
    FrameLayout(context, attributes) {
    /** The person's language, for the words around what the journey says. */
    public var language: Language = Language.JAPANESE

    /** What the person did, and at which step. */
    public var onEvent: (Event, Step) -> Unit = { _, _ -> }

    /** Opens the settings where NFC is switched on. */
    public var onSettings: () -> Unit = {}

    /** The person has read the outcome: to the first page. */
    public var onHome: () -> Unit = {}

    /** What keeps a card from being read, said where a card is asked for. */
    public var hindrance: Hindrance? = null

    /** Shows [step]. The same question again, with a problem or by recreation, keeps what was typed unless it is secret. */
    public fun show(step: Step): Unit = TODO("ui")

    /** Goes back by one question, if the step can; false: nothing to go back to, and the app may be left. */
    public fun back(): Boolean = TODO("ui")
}
