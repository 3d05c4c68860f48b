#if canImport(SwiftUI) && canImport(UIKit)
    import CardPoints
    import SwiftUI

    /// Shows every step of a journey, and tells it what the person does.
    ///
    /// ```swift
    /// JourneyView(session: session) { outcome in … }
    /// ```
    /// Give it a whole screen: it brings a navigation bar of its own. Its words are the session's, whatever the app's language;
    /// its colours follow the light or dark appearance. What is typed is kept nowhere: a secret is gone as soon as it is sent, the
    /// screen changes, or the app is put away. Hiding the screen in the app switcher is the app's part.
    public struct JourneyView: View {
        private let session: Session
        private let onLanguage: (@MainActor (Language) -> Void)?
        private let onClose: @MainActor (Outcome) -> Void

        /// - Parameters:
        ///   - session: The journey. Another one begins anew, from its own first screen.
        ///   - onLanguage: The person wants to read another language: for ``CardPoints/Session/speak(_:)``. Questions offer the
        ///     others, but not where something is typed; `nil`: none is offered.
        ///   - onClose: The person has read the outcome and leaves it.
        public init(
            session: Session,
            onLanguage: (@MainActor (Language) -> Void)? = nil,
            onClose: @escaping @MainActor (Outcome) -> Void
        ) {
            self.session = session
            self.onLanguage = onLanguage
            self.onClose = onClose
        }

        public var body: some View {
            JourneyScreen(session: session, onLanguage: onLanguage, onClose: onClose).id(ObjectIdentifier(session))
        }
    }
#endif
