#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI
    import UIKit

    /// A field for a secret: not echoed, not autofilled, and shown only while a button is held.
    struct SecretInput: View {
        @Binding var text: String
        let label: String
        let accessibilityLabel: String
        let showLabel: String
        let keyboard: UIKeyboardType
        let isInvalid: Bool
        /// Identifies this field in `focus`.
        let focusID: String
        let focus: FocusState<String?>.Binding
        @State private var isRevealed = false
        @Environment(\.locale) private var locale

        var body: some View {
            AdaptiveStack {
                SecureField(text: $text) { JourneyText(label) }
                    .keyboardType(keyboard)
                    // Otherwise the system offers saved passwords, and offers to save this one.
                    .textContentType(.oneTimeCode)
                    .disableAutocorrection(true)
                    .textInputAutocapitalization(.never)
                    .focused(focus, equals: focusID)
                    .opacity(isRevealed ? 0 : 1)
                    .accessibilityLabel(Text(accessibilityLabel, in: locale))
                    .accessibilityValue(Text(verbatim: String(text.count)))
                    // Over the field rather than in place of it, so that the keyboard stays open.
                    .overlay(alignment: .leading) {
                        if isRevealed { Text(verbatim: text).accessibilityHidden(true) }
                    }
                    .privacySensitive()
                    .inputStyle(isInvalid: isInvalid)
                HoldButton(label: showLabel, isHeld: $isRevealed)
            }
        }
    }

    /// A button that reports whether it is held.
    struct HoldButton: View {
        let label: String
        @Binding var isHeld: Bool
        @Environment(\.locale) private var locale

        var body: some View {
            Button(action: {}) { JourneyText(label) }
                .buttonStyle(HoldStyle(isHeld: $isHeld))
                .accessibilityLabel(Text(label, in: locale))
                .onDisappear { isHeld = false }
        }
    }

    private struct HoldStyle: ButtonStyle {
        @Binding var isHeld: Bool

        func makeBody(configuration: Configuration) -> some View {
            configuration.label
                .foregroundStyle(.tint)
                .padding(.horizontal, 16)
                .frame(minWidth: 64, minHeight: 56)
                .overlay {
                    RoundedRectangle(cornerRadius: 8).strokeBorder(.tint, lineWidth: configuration.isPressed ? 2 : 1)
                }
                .contentShape(Rectangle())
                .onChange(of: configuration.isPressed) { isHeld = $0 }
        }
    }
#endif
