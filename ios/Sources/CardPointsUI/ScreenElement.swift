import CardPoints

/// One element of a screen.
enum ScreenElement: Sendable, Equatable {
    /// A large tick for a successful outcome.
    case successIcon
    /// The position in the questions: "Step 2 of 7".
    case progress(String)
    /// The problems of the previous answer.
    case problems(ProblemSummary)
    /// The heading of the screen.
    case heading(String)
    /// The heading of the elements that follow.
    case subheading(String)
    case paragraph(String)
    /// A fact under its label.
    case fact(Fact)
    /// The form of a question.
    case form(FormContent)
    /// The picture of the iPhone on the card; the associated value describes it.
    case illustration(String)
    /// The progress of the card.
    case stages([StageProgress])
    /// A spinner; the associated value describes it.
    case activityIndicator(String)
    /// A button or link.
    case action(ScreenAction)
    /// The code for the help desk.
    case supportCode(String)
}

/// The content of a form. The view that shows it holds what is selected and typed.
enum FormContent: Sendable, Equatable {
    case choices(ChoiceList)
    case fields([FormField])
    case summary([SummaryRow], warning: String)
    case password(label: String, digits: Int, showLabel: String)
}
