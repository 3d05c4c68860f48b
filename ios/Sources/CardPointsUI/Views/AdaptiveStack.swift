#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// Lays its content out in a row, or in a column at accessibility text sizes.
    struct AdaptiveStack<Content: View>: View {
        @ViewBuilder let content: () -> Content
        @Environment(\.dynamicTypeSize) private var size
        @ScaledMetric private var spacing: CGFloat = 12

        var body: some View {
            if size.isAccessibilitySize {
                VStack(alignment: .leading, spacing: spacing) { content() }
            } else {
                HStack(spacing: spacing) { content() }
            }
        }
    }
#endif
