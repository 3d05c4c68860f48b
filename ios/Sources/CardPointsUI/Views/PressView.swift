#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// Something to press, by its rank.
    struct PressView: View {
        let press: Press
        let act: @MainActor (Press) -> Void
        @Environment(\.locale) private var locale

        var body: some View {
            let button = Button {
                act(press)
            } label: {
                Said(press.label)
            }
            .accessibilityLabel(Text(press.spoken, in: locale))
            switch press.rank {
            case .main: button.buttonStyle(WideStyle(filled: true))
            case .second: button.buttonStyle(WideStyle(filled: false))
            case .link: button.buttonStyle(LinkStyle())
            }
        }
    }

    /// The way back, where the platform has it.
    struct BackButton: View {
        let press: Press
        let act: @MainActor (Press) -> Void
        @Environment(\.locale) private var locale

        var body: some View {
            Button {
                act(press)
            } label: {
                HStack(spacing: 4) {
                    Image(systemName: "chevron.backward").accessibilityHidden(true)
                    Text(press.label, in: locale)
                }
            }
            .accessibilityLabel(Text(press.spoken, in: locale))
        }
    }

    /// Keeps the main button in reach under a long list.
    struct PinnedBar: View {
        let press: Press
        let act: @MainActor (Press) -> Void
        @Environment(\.palette) private var palette

        var body: some View {
            PressView(press: press, act: act)
                .padding()
                .frame(maxWidth: 600)
                .frame(maxWidth: .infinity)
                .background(palette.background.color)
                .overlay(alignment: .top) { Rule() }
        }
    }

    /// As wide as the page.
    struct WideStyle: ButtonStyle {
        let filled: Bool

        func makeBody(configuration: Configuration) -> some View {
            WideLabel(label: configuration.label, filled: filled, pressed: configuration.isPressed)
        }
    }

    private struct WideLabel<Label: View>: View {
        let label: Label
        let filled: Bool
        let pressed: Bool
        @Environment(\.palette) private var palette
        @Environment(\.tone) private var tone

        var body: some View {
            let action = tone?.action ?? palette.action.color
            label
                .font(.headline)
                .multilineTextAlignment(.center)
                .foregroundColor(filled ? tone?.onAction ?? palette.onAction.color : action)
                .padding(.horizontal, 16)
                .padding(.vertical, 12)
                .frame(maxWidth: .infinity, minHeight: 56)
                .background(filled ? action : palette.background.color)
                .clipShape(RoundedRectangle(cornerRadius: 8))
                .overlay { RoundedRectangle(cornerRadius: 8).strokeBorder(action, lineWidth: 2) }
                .opacity(pressed ? 0.8 : 1)
                .contentShape(Rectangle())
        }
    }

    /// As its label looks. The system's plain style would fade what can't be chosen, and its reason with it.
    struct CardStyle: ButtonStyle {
        func makeBody(configuration: Configuration) -> some View {
            configuration.label.opacity(configuration.isPressed ? 0.6 : 1)
        }
    }

    /// A link, with room for a finger.
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
