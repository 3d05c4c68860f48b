#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// The password: one wide field. It leaves by the main button alone, never by itself: each wrong one costs a try.
    struct PasswordView: View {
        let label: String
        let digits: Int
        let show: String
        @Binding var draft: Draft
        let focus: FocusState<String?>.Binding

        var body: some View {
            SecretInput(
                text: $draft[password: digits], label: label, spoken: label, show: show, keyboard: .numberPad,
                wrong: false, name: "password", focus: focus
            )
            .font(.system(.title, design: .monospaced))
        }
    }
#endif
