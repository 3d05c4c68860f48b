#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// The button or link of an action, styled by its emphasis.
    struct ActionButton: View {
        let action: ScreenAction
        let perform: @MainActor (ScreenAction) -> Void
        @Environment(\.locale) private var locale

        var body: some View {
            let button = Button {
                perform(action)
            } label: {
                JourneyText(action.label)
            }
            .accessibilityLabel(Text(action.accessibilityLabel, in: locale))
            switch action.emphasis {
            case .primary: button.buttonStyle(WideStyle(isFilled: true))
            case .secondary: button.buttonStyle(WideStyle(isFilled: false))
            case .link: button.buttonStyle(LinkStyle())
            }
        }
    }

    /// The back button of the navigation bar.
    struct BackButton: View {
        let action: ScreenAction
        let perform: @MainActor (ScreenAction) -> Void
        @Environment(\.locale) private var locale

        var body: some View {
            Button {
                perform(action)
            } label: {
                HStack(spacing: 4) {
                    Image(systemName: "chevron.backward").accessibilityHidden(true)
                    Text(action.label, in: locale)
                }
            }
            .accessibilityLabel(Text(action.accessibilityLabel, in: locale))
        }
    }

    /// Keeps the main button visible below scrolling content.
    struct PinnedBar: View {
        let action: ScreenAction
        let perform: @MainActor (ScreenAction) -> Void
        @Environment(\.palette) private var palette

        var body: some View {
            ActionButton(action: action, perform: perform)
                .padding()
                .frame(maxWidth: 600)
                .frame(maxWidth: .infinity)
                .background(palette.background.color)
                .overlay(alignment: .top) { RowDivider() }
        }
    }

    /// A button as wide as the page.
    struct WideStyle: ButtonStyle {
        let isFilled: Bool

        func makeBody(configuration: Configuration) -> some View {
            WideLabel(label: configuration.label, isFilled: isFilled, isPressed: configuration.isPressed)
        }
    }

    private struct WideLabel<Label: View>: View {
        let label: Label
        let isFilled: Bool
        let isPressed: Bool
        @Environment(\.palette) private var palette
        @Environment(\.accentColors) private var accentColors

        var body: some View {
            let accent = accentColors?.accent ?? palette.action.color
            label
                .font(.headline)
                .multilineTextAlignment(.center)
                .foregroundColor(isFilled ? accentColors?.onAccent ?? palette.onAction.color : accent)
                .padding(.horizontal, 16)
                .padding(.vertical, 12)
                .frame(maxWidth: .infinity, minHeight: 56)
                .background(isFilled ? accent : palette.background.color)
                .clipShape(RoundedRectangle(cornerRadius: 8))
                .overlay { RoundedRectangle(cornerRadius: 8).strokeBorder(accent, lineWidth: 2) }
                .opacity(isPressed ? 0.8 : 1)
                .contentShape(Rectangle())
        }
    }

    /// Draws the label as it is. The system's plain style would fade a disabled choice together with the reason.
    struct CardStyle: ButtonStyle {
        func makeBody(configuration: Configuration) -> some View {
            configuration.label.opacity(configuration.isPressed ? 0.6 : 1)
        }
    }

    /// A link with a touch target of at least 44 points.
    struct LinkStyle: ButtonStyle {
        func makeBody(configuration: Configuration) -> some View {
            configuration.label
                .foregroundStyle(.tint)
                .multilineTextAlignment(.leading)
                .frame(minWidth: 44, minHeight: 44, alignment: .leading)
                .opacity(configuration.isPressed ? 0.6 : 1)
                .contentShape(Rectangle())
        }
    }
#endif
