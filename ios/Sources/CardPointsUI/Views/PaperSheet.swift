#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI
    import UIKit

    /// Prints the outcome, or hands it to wherever the person keeps such things: the system's own sheet offers both.
    struct PaperSheet: UIViewControllerRepresentable {
        let text: String

        func makeUIViewController(context: Context) -> UIActivityViewController {
            UIActivityViewController(
                activityItems: [text, UISimpleTextPrintFormatter(text: text)], applicationActivities: nil)
        }

        func updateUIViewController(_ controller: UIActivityViewController, context: Context) {}
    }
#endif
