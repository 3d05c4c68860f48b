#if canImport(SwiftUI) && canImport(UIKit)
    import CardPoints
    import SwiftUI

    /// Every answer with a link to change it, and a warning about what can't be changed later. This is what the card signs.
    struct SummaryView: View {
        let rows: [SummaryRow]
        let warning: String
        let perform: @MainActor (ScreenAction) -> Void
        @Environment(\.palette) private var palette

        var body: some View {
            VStack(alignment: .leading, spacing: 12) {
                ForEach(Array(rows.enumerated()), id: \.offset) { _, row in
                    RowDivider()
                    AdaptiveStack {
                        VStack(alignment: .leading, spacing: 2) {
                            JourneyText(row.label).font(.subheadline).foregroundColor(palette.secondaryText.color)
                            JourneyText(row.value).font(.headline)
                        }
                        .frame(maxWidth: .infinity, alignment: .leading)
                        .accessibilityElement(children: .combine)
                        if let change = row.changeAction { ActionButton(action: change, perform: perform) }
                    }
                }
                RowDivider()
                if !warning.isEmpty {
                    CalloutBox(
                        icon: "info.circle.fill", border: palette.noticeBorder, background: palette.noticeBackground
                    ) {
                        JourneyText(warning).font(.headline)
                    }
                }
            }
        }
    }
#endif
