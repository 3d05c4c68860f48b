import CardPoints
import Foundation

/// Everything that the app stores: the selected language, and whether a journey was in progress. Nothing that the person typed.
@MainActor struct AppPreferences {
    private static let languageKey = "language"
    private static let journeyInProgressKey = "journeyInProgress"

    private let defaults: UserDefaults

    init(_ defaults: UserDefaults = .standard) {
        self.defaults = defaults
    }

    /// The language that the person selected in the app; `nil`: none, so the system's languages count.
    var language: Language? {
        get { defaults.string(forKey: Self.languageKey).flatMap(Language.init(tag:)) }
        nonmutating set { defaults.set(newValue?.tag, forKey: Self.languageKey) }
    }

    /// A journey is between the first page and the outcome. If this is true when the app starts, the process was terminated.
    var isJourneyInProgress: Bool {
        get { defaults.bool(forKey: Self.journeyInProgressKey) }
        nonmutating set {
            if newValue != isJourneyInProgress { defaults.set(newValue, forKey: Self.journeyInProgressKey) }
        }
    }
}
