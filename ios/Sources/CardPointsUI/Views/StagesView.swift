#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// How far the card is: each stage ticked as it is done.
    struct StagesView: View {
        let rows: [StageRow]
        @Environment(\.palette) private var palette

        var body: some View {
            VStack(alignment: .leading, spacing: 8) {
                ForEach(rows, id: \.name) { row in
                    HStack(spacing: 12) {
                        Image(systemName: row.sign).foregroundColor(color(row))
                        Said(row.name).foregroundColor(row.state == .ahead ? palette.muted.color : palette.text.color)
                    }
                    .font(.title3.bold())
                    .frame(minHeight: 44)
                    .spoken(row.spoken)
                }
            }
        }

        private func color(_ row: StageRow) -> Color {
            row.state == .done ? palette.success.color : palette.muted.color
        }
    }

    extension StageRow {
        fileprivate var sign: String {
            switch state {
            case .done: "checkmark.circle.fill"
            case .running: "circle.dashed"
            case .ahead: "circle"
            }
        }
    }
#endif
