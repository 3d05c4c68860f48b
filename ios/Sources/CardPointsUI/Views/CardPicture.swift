#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// A card on a table with the top edge of an iPhone, where its antenna is, on the middle of the card; waves while polling.
    struct CardPicture: View {
        @State private var isAnimating = false
        @Environment(\.accessibilityReduceMotion) private var reduceMotion
        @Environment(\.palette) private var palette

        var body: some View {
            ZStack(alignment: .top) {
                RoundedRectangle(cornerRadius: 3 * pointsPerMillimetre)
                    .fill(palette.selectedBackground.color)
                    .overlay {
                        RoundedRectangle(cornerRadius: 3 * pointsPerMillimetre).strokeBorder(.tint, lineWidth: 2)
                    }
                    .frame(width: 85.6 * pointsPerMillimetre, height: 54 * pointsPerMillimetre)
                phone.padding(.top, 27 * pointsPerMillimetre)
                waves.padding(.top, 21 * pointsPerMillimetre)
            }
            // The phone is cut off below the picture: what matters is where its edge is.
            .frame(maxWidth: .infinity, maxHeight: 100 * pointsPerMillimetre, alignment: .top)
            .clipped()
            .onAppear { isAnimating = !reduceMotion }
        }

        private var phone: some View {
            RoundedRectangle(cornerRadius: 10 * pointsPerMillimetre)
                .fill(palette.background.color)
                .overlay {
                    RoundedRectangle(cornerRadius: 10 * pointsPerMillimetre).strokeBorder(
                        palette.border.color, lineWidth: 2)
                }
                .overlay(alignment: .top) {
                    RoundedRectangle(cornerRadius: 3 * pointsPerMillimetre)
                        .fill(palette.border.color)
                        .frame(width: 20 * pointsPerMillimetre, height: 5 * pointsPerMillimetre)
                        .padding(.top, 4 * pointsPerMillimetre)
                }
                .frame(width: 72 * pointsPerMillimetre, height: 147 * pointsPerMillimetre)
        }

        private var waves: some View {
            ZStack {
                Circle().fill(.tint).frame(width: 6 * pointsPerMillimetre, height: 6 * pointsPerMillimetre)
                Circle().strokeBorder(.tint, lineWidth: 2)
                    .frame(width: 12 * pointsPerMillimetre, height: 12 * pointsPerMillimetre)
                    .scaleEffect(isAnimating ? 3 : 1)
                    .opacity(isAnimating ? 0 : 1)
                    .animation(
                        reduceMotion ? nil : .easeOut(duration: 1.6).repeatForever(autoreverses: false),
                        value: isAnimating)
            }
        }

        /// The scale; the card has its true proportions (ISO 7810 ID-1).
        private let pointsPerMillimetre: CGFloat = 1.8
    }
#endif
