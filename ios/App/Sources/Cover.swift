/// Hides the screen while another app, or the app switcher, could show it.
struct Cover: Equatable {
    /// Where the app is. `ScenePhase`, with no case that is still to come.
    enum Phase {
        case active, inactive, background
    }

    /// The screen is hidden.
    private(set) var hides = false

    /// The app is there now. `sheet`: the system's sheet for reading cards is up. It makes the app inactive as well, and the page
    /// beneath it is one without anything secret.
    ///
    /// What was decided when the app became inactive stands until it is active or gone: the sheet stays a moment longer than the
    /// page beneath it.
    mutating func app(is phase: Phase, sheet: Bool) {
        switch phase {
        case .active: hides = false
        case .inactive: hides = hides || !sheet
        case .background: hides = true
        }
    }
}
