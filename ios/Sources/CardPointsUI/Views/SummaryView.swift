#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// Every answer, with a link to change it, and in a box what can't be changed later. What stands here is what the card signs.
    struct SummaryView: View {
        let rows: [SummaryRow]
        let warning: String
        let act: @MainActor (Press) -> Void
        @Environment(\.palette) private var palette

        var body: some View {
            VStack(alignment: .leading, spacing: 12) {
                ForEach(Array(rows.enumerated()), id: \.offset) { _, row in
                    Rule()
                    Beside {
                        VStack(alignment: .leading, spacing: 2) {
                            Said(row.label).font(.subheadline).foregroundColor(palette.muted.color)
                            Said(row.value).font(.headline)
                        }
                        .frame(maxWidth: .infinity, alignment: .leading)
                        .accessibilityElement(children: .combine)
                        if let change = row.change { PressView(press: change, act: act) }
                    }
                }
                Rule()
                if !warning.isEmpty {
                    Box(sign: "info.circle.fill", line: palette.noticeLine, fill: palette.notice) {
                        Said(warning).font(.headline)
                    }
                }
            }
        }
    }
#endif
