import CardPoints

/// One thing on a screen.
enum Part: Sendable, Equatable {
    /// A big tick: it is done.
    case tick
    /// Where the person is: "Step 2 of 7".
    case progress(String)
    /// What is wrong with the answer before.
    case problems(Problems)
    /// The heading of the screen.
    case heading(String)
    /// The heading of what follows it.
    case subheading(String)
    /// A sentence or two.
    case text(String)
    /// What the card is doing, said aloud whenever it changes.
    case doing(String)
    /// A fact under its label.
    case fact(Line)
    /// What can be answered.
    case form(FormPart)
    /// The iPhone on the card, in words.
    case picture(String)
    /// How far the card is.
    case stages([StageRow])
    /// Something is under way, in words.
    case waiting(String)
    /// Something to press.
    case press(Press)
    /// For the help desk.
    case code(String)
}

/// What can be answered, by shape; what is chosen and typed lives in the view that shows it.
enum FormPart: Sendable, Equatable {
    case choices(ChoiceList)
    case fields([FieldPart])
    case summary([SummaryRow], warning: String)
    case password(label: String, digits: Int, show: String)
}

/// An answer on the summary.
struct SummaryRow: Sendable, Equatable {
    let label: String
    let value: String
    /// Leads to its question, to change it.
    let change: Press?

    init(_ row: Row) {
        label = row.label
        value = row.value
        change = row.change.map { Press($0, .link, .tell(.change(about: row.about)), spoken: "\($0): \(row.label)") }
    }
}
