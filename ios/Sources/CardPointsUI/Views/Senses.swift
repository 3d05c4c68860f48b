#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI
    import UIKit

    /// What the phone says aloud and lets the hand feel.
    struct Senses: Sendable {
        /// Says it in the language of `locale`, if VoiceOver is on.
        var say: @MainActor @Sendable (_ words: String, _ locale: Locale) -> Void
        var feel: @MainActor @Sendable (Touch) -> Void

        static let system = Senses(
            say: { words, locale in
                let spoken = NSAttributedString(
                    string: words, attributes: [.accessibilitySpeechLanguage: locale.identifier])
                UIAccessibility.post(notification: .announcement, argument: spoken)
            },
            feel: { touch in
                UINotificationFeedbackGenerator().notificationOccurred(touch == .done ? .success : .warning)
            })
    }
#endif
