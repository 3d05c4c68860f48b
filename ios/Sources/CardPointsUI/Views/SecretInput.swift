#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI
    import UIKit

    /// A field for what nobody may see: not echoed, not completed, and shown only while a button is held.
    struct SecretInput: View {
        @Binding var text: String
        let label: String
        /// What VoiceOver calls it.
        let spoken: String
        let show: String
        let keyboard: UIKeyboardType
        let wrong: Bool
        /// The name of this field in `focus`.
        let name: String
        let focus: FocusState<String?>.Binding
        @State private var held = false
        @Environment(\.locale) private var locale

        var body: some View {
            Beside {
                SecureField(text: $text) { Said(label) }
                    .keyboardType(keyboard)
                    // Otherwise the system offers saved passwords, and to save this one.
                    .textContentType(.oneTimeCode)
                    .disableAutocorrection(true)
                    .textInputAutocapitalization(.never)
                    .focused(focus, equals: name)
                    .opacity(held ? 0 : 1)
                    .accessibilityLabel(Text(spoken, in: locale))
                    .accessibilityValue(Text(verbatim: String(text.count)))
                    // Over the field rather than in place of it, so that the keyboard stays.
                    .overlay(alignment: .leading) {
                        if held { Text(verbatim: text).accessibilityHidden(true) }
                    }
                    .privacySensitive()
                    .inputLook(wrong: wrong)
                HoldButton(label: show, held: $held)
            }
        }
    }

    /// Shows what is typed while it is held.
    struct HoldButton: View {
        let label: String
        @Binding var held: Bool
        @Environment(\.locale) private var locale

        var body: some View {
            Button(action: {}) { Said(label) }
                .buttonStyle(HoldStyle(held: $held))
                .accessibilityLabel(Text(label, in: locale))
                .onDisappear { held = false }
        }
    }

    private struct HoldStyle: ButtonStyle {
        @Binding var held: Bool

        func makeBody(configuration: Configuration) -> some View {
            configuration.label
                .foregroundStyle(.tint)
                .padding(.horizontal, 16)
                .frame(minWidth: 64, minHeight: 56)
                .overlay {
                    RoundedRectangle(cornerRadius: 8).strokeBorder(.tint, lineWidth: configuration.isPressed ? 2 : 1)
                }
                .contentShape(Rectangle())
                .onChange(of: configuration.isPressed) { held = $0 }
        }
    }
#endif
