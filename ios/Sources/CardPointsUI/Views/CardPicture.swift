#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// The card on a table, and on its middle the top edge of an iPhone, whose antenna is there; waves while a card is searched.
    struct CardPicture: View {
        @State private var moving = false
        @Environment(\.accessibilityReduceMotion) private var still
        @Environment(\.palette) private var palette

        var body: some View {
            ZStack(alignment: .top) {
                RoundedRectangle(cornerRadius: 3 * unit)
                    .fill(palette.chosen.color)
                    .overlay { RoundedRectangle(cornerRadius: 3 * unit).strokeBorder(.tint, lineWidth: 2) }
                    .frame(width: 85.6 * unit, height: 54 * unit)
                phone.padding(.top, 27 * unit)
                waves.padding(.top, 21 * unit)
            }
            // The phone goes on below the picture: what matters is where its edge lies.
            .frame(maxWidth: .infinity, maxHeight: 100 * unit, alignment: .top)
            .clipped()
            .onAppear { moving = !still }
        }

        private var phone: some View {
            RoundedRectangle(cornerRadius: 10 * unit)
                .fill(palette.background.color)
                .overlay { RoundedRectangle(cornerRadius: 10 * unit).strokeBorder(palette.border.color, lineWidth: 2) }
                .overlay(alignment: .top) {
                    RoundedRectangle(cornerRadius: 3 * unit)
                        .fill(palette.border.color)
                        .frame(width: 20 * unit, height: 5 * unit)
                        .padding(.top, 4 * unit)
                }
                .frame(width: 72 * unit, height: 147 * unit)
        }

        private var waves: some View {
            ZStack {
                Circle().fill(.tint).frame(width: 6 * unit, height: 6 * unit)
                Circle().strokeBorder(.tint, lineWidth: 2)
                    .frame(width: 12 * unit, height: 12 * unit)
                    .scaleEffect(moving ? 3 : 1)
                    .opacity(moving ? 0 : 1)
                    .animation(
                        still ? nil : .easeOut(duration: 1.6).repeatForever(autoreverses: false), value: moving)
            }
        }

        /// Points for a millimetre; the card has its true proportions (ISO 7810 ID-1).
        private let unit: CGFloat = 1.8
    }
#endif
