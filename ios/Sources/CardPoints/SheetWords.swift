/// What stands in the system's sheet. It has room for two or three short lines, and shows no styles.
struct SheetWords: Sendable {
    let labels: Labels

    /// While a card is looked for: what is wanted, and how.
    func waiting(_ words: Words) -> String {
        lines([words.title, words.text.first])
    }

    /// While the card works: what to mind, what is done, and what is being done.
    func working(_ words: Words, at stage: Stage) -> String {
        let done = done(before: stage).map(ticked)
        return lines([words.title, done.isEmpty ? nil : done.joined(separator: "  "), words.text.first])
    }

    /// The card has done its part.
    func ticked(_ text: String) -> String {
        "✓ \(text)"
    }

    private func done(before stage: Stage) -> [String] {
        switch stage {
        case .finding: []
        case .reading: [labels.found]
        case .password: [labels.found, labels.read]
        case .signing: [labels.found, labels.read, labels.checked]
        }
    }

    private func lines(_ lines: [String?]) -> String {
        lines.compactMap { $0 }.joined(separator: "\n")
    }
}
