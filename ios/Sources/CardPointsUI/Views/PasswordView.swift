#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// The password field. The password is sent by the main button only, never automatically: each wrong one costs a try.
    struct PasswordView: View {
        let label: String
        let digits: Int
        let showLabel: String
        @Binding var draft: AnswerDraft
        let focus: FocusState<String?>.Binding

        var body: some View {
            SecretInput(
                text: $draft[password: digits], label: label, accessibilityLabel: label, showLabel: showLabel,
                keyboard: .numberPad, isInvalid: false, focusID: "password", focus: focus
            )
            .font(.system(.title, design: .monospaced))
        }
    }
#endif
