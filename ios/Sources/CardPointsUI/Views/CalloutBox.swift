#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// The banner over every screen in the sandbox: nothing is really applied for.
    struct PracticeBanner: View {
        let text: String
        @Environment(\.palette) private var palette

        var body: some View {
            JourneyText(text)
                .font(.headline)
                .multilineTextAlignment(.center)
                .foregroundColor(palette.text.color)
                .padding(.horizontal, 16)
                .padding(.vertical, 8)
                .frame(maxWidth: .infinity)
                .background(palette.noticeBackground.color)
        }
    }

    /// A box that stands out from the page, with an icon before its content.
    struct CalloutBox<Content: View>: View {
        let icon: String
        let border: RGBColor
        let background: RGBColor
        @ViewBuilder let content: () -> Content

        var body: some View {
            HStack(alignment: .top, spacing: 12) {
                Image(systemName: icon).foregroundColor(border.color).accessibilityHidden(true)
                VStack(alignment: .leading, spacing: 4) { content() }
            }
            .padding()
            .frame(maxWidth: .infinity, alignment: .leading)
            .background(background.color)
            .clipShape(RoundedRectangle(cornerRadius: 8))
            .overlay { RoundedRectangle(cornerRadius: 8).strokeBorder(border.color, lineWidth: 2) }
        }
    }

    /// A thin line between rows.
    struct RowDivider: View {
        @Environment(\.palette) private var palette

        var body: some View {
            Rectangle().fill(palette.divider.color).frame(height: 1).accessibilityHidden(true)
        }
    }

    /// A large tick. VoiceOver skips it, since the heading says the same.
    struct SuccessIcon: View {
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
