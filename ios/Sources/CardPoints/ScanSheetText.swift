/// Builds the messages of the system's scan sheet, which has room for two or three short lines and shows no styles.
struct ScanSheetText: Sendable {
    let labels: Labels

    /// While waiting for a card: what is wanted, and how to hold it.
    func waiting(_ text: ScreenText) -> String {
        lines([text.title, text.paragraphs.first])
    }

    /// While the card works: what to mind, the finished stages and the current one.
    func working(_ text: ScreenText, _ progress: CardProgress) -> String {
        lines([text.title, ticks(progress.stages.filter { $0.state == .done }), text.paragraphs.first])
    }

    /// The card has finished all stages of this tap; `next` is the heading of what comes next.
    func succeeded(_ progress: CardProgress?, next: String) -> String {
        lines([ticks(progress?.stages ?? []), next])
    }

    private func ticks(_ stages: [StageProgress]) -> String? {
        stages.isEmpty ? nil : stages.map { "✓ \($0.label)" }.joined(separator: "  ")
    }

    private func lines(_ lines: [String?]) -> String {
        lines.compactMap { $0 }.joined(separator: "\n")
    }
}
