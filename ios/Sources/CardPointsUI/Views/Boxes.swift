#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// That nothing is applied for: over every screen of the practice world.
    struct PracticeBanner: View {
        let words: String
        @Environment(\.palette) private var palette

        var body: some View {
            Said(words)
                .font(.headline)
                .multilineTextAlignment(.center)
                .foregroundColor(palette.text.color)
                .padding(.horizontal, 16)
                .padding(.vertical, 8)
                .frame(maxWidth: .infinity)
                .background(palette.notice.color)
        }
    }

    /// A box that stands out from the page, with a sign before what is in it.
    struct Box<Content: View>: View {
        let sign: String
        let line: Shade
        let fill: Shade
        @ViewBuilder let content: () -> Content

        var body: some View {
            HStack(alignment: .top, spacing: 12) {
                Image(systemName: sign).foregroundColor(line.color).accessibilityHidden(true)
                VStack(alignment: .leading, spacing: 4) { content() }
            }
            .padding()
            .frame(maxWidth: .infinity, alignment: .leading)
            .background(fill.color)
            .clipShape(RoundedRectangle(cornerRadius: 8))
            .overlay { RoundedRectangle(cornerRadius: 8).strokeBorder(line.color, lineWidth: 2) }
        }
    }

    /// A thin line between rows.
    struct Rule: View {
        @Environment(\.palette) private var palette

        var body: some View {
            Rectangle().fill(palette.divider.color).frame(height: 1).accessibilityHidden(true)
        }
    }

    /// Done: what the words beside it say too.
    struct TickView: View {
        @ScaledMetric private var size: CGFloat = 72
        @Environment(\.palette) private var palette

        var body: some View {
            Image(systemName: "checkmark.circle.fill")
                .font(.system(size: size))
                .foregroundColor(palette.success.color)
                .accessibilityHidden(true)
        }
    }
#endif
