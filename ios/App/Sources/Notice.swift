import CardPoints

/// A message of the app itself, shown instead of a journey's page.
struct Notice: Equatable {
    let title: String
    let paragraphs: [String]

    init(title: String, paragraphs: [String]) {
        self.title = title
        self.paragraphs = paragraphs
    }

    /// The message of `text`, with its support code at the end.
    init(_ text: ScreenText) {
        self.init(title: text.title, paragraphs: text.paragraphs + [text.supportCode].compactMap { $0 })
    }
}
