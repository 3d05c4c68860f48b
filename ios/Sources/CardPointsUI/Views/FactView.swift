#if canImport(SwiftUI) && canImport(UIKit)
    import CardPoints
    import SwiftUI

    /// A fact under its label. VoiceOver reads both as one element.
    struct FactView: View {
        let fact: Fact
        @Environment(\.palette) private var palette

        var body: some View {
            VStack(alignment: .leading, spacing: 2) {
                JourneyText(fact.label).font(.subheadline).foregroundColor(palette.secondaryText.color)
                JourneyText(fact.value)
                RowDivider().padding(.top, 12)
            }
            .accessibilityElement(children: .combine)
        }
    }
#endif
