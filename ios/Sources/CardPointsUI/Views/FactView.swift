#if canImport(SwiftUI) && canImport(UIKit)
    import CardPoints
    import SwiftUI

    /// A fact under its label; read aloud as one.
    struct FactView: View {
        let line: Line
        @Environment(\.palette) private var palette

        var body: some View {
            VStack(alignment: .leading, spacing: 2) {
                Said(line.label).font(.subheadline).foregroundColor(palette.muted.color)
                Said(line.value)
                Rule().padding(.top, 12)
            }
            .accessibilityElement(children: .combine)
        }
    }
#endif
