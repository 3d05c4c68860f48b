import CardPoints

/// What the app itself has to say instead of a journey's page.
struct Notice: Equatable {
    let title: String
    let text: [String]

    init(title: String, text: [String]) {
        self.title = title
        self.text = text
    }

    /// What those words say; a code for the help desk comes last.
    init(_ words: Words) {
        self.init(title: words.title, text: words.text + [words.code].compactMap { $0 })
    }
}
