/// What stands in the system's sheet. It has room for two or three short lines, and shows no styles.
struct SheetWords: Sendable {
    let labels: Labels

    /// While a card is looked for: what is wanted, and how.
    func waiting(_ words: Words) -> String {
        lines([words.title, words.text.first])
    }

    /// While the card works: what to mind, what is done, and what is being done.
    func working(_ words: Words, at stage: Stage) -> String {
        lines([words.title, ticks(stage.before), words.text.first])
    }

    /// The card has done its part, up to that stage; what comes next.
    func done(through stage: Stage?, next: String) -> String {
        lines([ticks(stage.map { $0.before + [$0] } ?? []), next])
    }

    private func ticks(_ stages: [Stage]) -> String? {
        stages.isEmpty ? nil : stages.map { "✓ \(name($0))" }.joined(separator: "  ")
    }

    private func name(_ stage: Stage) -> String {
        switch stage {
        case .finding: labels.found
        case .reading: labels.read
        case .password: labels.checked
        case .signing: labels.signed
        }
    }

    private func lines(_ lines: [String?]) -> String {
        lines.compactMap { $0 }.joined(separator: "\n")
    }
}

extension Stage {
    fileprivate var before: [Stage] { Array(Stage.allCases.prefix { $0 != self }) }
}
