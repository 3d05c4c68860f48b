#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI
    import UIKit

    /// The system's share sheet, to print or save the outcome.
    struct ShareSheet: UIViewControllerRepresentable {
        let text: String

        func makeUIViewController(context: Context) -> UIActivityViewController {
            UIActivityViewController(
                activityItems: [text, UISimpleTextPrintFormatter(text: text)], applicationActivities: nil)
        }

        func updateUIViewController(_ controller: UIActivityViewController, context: Context) {}
    }
#endif
