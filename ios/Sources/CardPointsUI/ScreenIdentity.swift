import CardPoints

/// Decides which states share a screen, which then keeps its input, selection and position.
struct ScreenIdentity: Sendable, Equatable {
    /// The id of the state that opened the current screen.
    private(set) var id = 0

    private var latest: JourneyState?
    private var language: Language?

    /// Follows the journey to `state`, whose texts are in that language; false: it is the current state already.
    mutating func follow(to state: JourneyState, in language: Language) -> Bool {
        guard state.id != latest?.id else { return false }
        let languageChanged = self.language != nil && self.language != language
        if !Self.shareScreen(latest?.step, state.step, languageChanged: languageChanged) { id = state.id }
        latest = state
        self.language = language
        return true
    }

    /// All commands of a card share one screen, so that nothing jumps, as does the same question in another language.
    private static func shareScreen(_ previous: Step?, _ step: Step, languageChanged: Bool) -> Bool {
        switch (previous, step) {
        case (.transmit, .transmit): true
        case (.ask(let before), .ask(let now)): languageChanged && before.about == now.about
        default: false
        }
    }
}
