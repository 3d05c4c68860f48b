#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// Beside one another; under one another where letters are large.
    struct Beside<Content: View>: View {
        @ViewBuilder let content: () -> Content
        @Environment(\.dynamicTypeSize) private var size
        @ScaledMetric private var gap: CGFloat = 12

        var body: some View {
            if size.isAccessibilitySize {
                VStack(alignment: .leading, spacing: gap) { content() }
            } else {
                HStack(spacing: gap) { content() }
            }
        }
    }
#endif
