#if canImport(SwiftUI) && canImport(UIKit)
    import CardPoints
    import SwiftUI

    /// Shows every step of a journey and sends the person's input to it.
    ///
    /// ```swift
    /// JourneyView(session: session) { outcome in … }
    /// ```
    /// Give it a whole screen: it has its own navigation bar. Its texts are in the session's language, whatever the app's language;
    /// its colours follow the light or dark appearance. Typed secrets are removed as soon as they are sent, the screen changes or
    /// the app goes to the background. The app must hide the screen in the app switcher.
    public struct JourneyView: View {
        private let session: JourneySession
        private let onLanguage: (@MainActor (Language) -> Void)?
        private let onClose: @MainActor (Outcome) -> Void

        /// - Parameters:
        ///   - session: The journey. Another session starts again with its own first screen.
        ///   - onLanguage: The person selects another language: pass it to ``CardPoints/JourneySession/setLanguage(_:)``. Questions
        ///     offer the other languages, except where something is typed; `nil`: no language is offered.
        ///   - onClose: The person has read the outcome and leaves it.
        public init(
            session: JourneySession,
            onLanguage: (@MainActor (Language) -> Void)? = nil,
            onClose: @escaping @MainActor (Outcome) -> Void
        ) {
            self.session = session
            self.onLanguage = onLanguage
            self.onClose = onClose
        }

        public var body: some View {
            JourneyContent(session: session, onLanguage: onLanguage, onClose: onClose).id(ObjectIdentifier(session))
        }
    }
#endif
