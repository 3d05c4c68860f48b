#if canImport(SwiftUI) && canImport(UIKit)
    import CardPoints
    import SwiftUI
    import UIKit

    /// VoiceOver announcements and haptics.
    struct FeedbackPlayer: Sendable {
        /// Announces the text in the language of `locale` if VoiceOver is on.
        var announce: @MainActor @Sendable (_ text: String, _ locale: Locale) -> Void
        var play: @MainActor @Sendable (Feedback) -> Void

        static let system = FeedbackPlayer(
            announce: { text, locale in
                let announcement = NSAttributedString(
                    string: text, attributes: [.accessibilitySpeechLanguage: locale.identifier])
                UIAccessibility.post(notification: .announcement, argument: announcement)
            },
            play: { feedback in
                switch feedback {
                // The system's scan sheet has its own haptic for a card that is found.
                case .cardFound: break
                case .success: UINotificationFeedbackGenerator().notificationOccurred(.success)
                case .cardLost, .failure: UINotificationFeedbackGenerator().notificationOccurred(.warning)
                }
            })
    }
#endif
