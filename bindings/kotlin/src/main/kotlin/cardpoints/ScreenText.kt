package cardpoints

/** The text of the screen, whichever step this is. */
public val Step.screenText: ScreenText
    get() = when (this) {
        is Step.Ask -> question.text
        is Step.Tap -> text
        is Step.Transmit -> text
        is Step.Send -> text
        is Step.Done -> text
    }
