/// Hides the screen while another app or the app switcher could show it.
struct PrivacyCover: Equatable {
    /// The phases of `ScenePhase`, without any that Apple adds later.
    enum Phase {
        case active, inactive, background
    }

    private(set) var isVisible = false

    /// Follows the app's phase. The system's scan sheet makes the app inactive too; the page beneath it shows nothing confidential
    /// and stays visible.
    ///
    /// The decision made when the app became inactive holds until it is active or in the background: the sheet closes slightly later
    /// than the page beneath it changes.
    mutating func phaseChanged(to phase: Phase, isSheetOpen: Bool) {
        switch phase {
        case .active: isVisible = false
        case .inactive: isVisible = isVisible || !isSheetOpen
        case .background: isVisible = true
        }
    }
}
