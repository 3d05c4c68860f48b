import CardPoints
import Foundation

/// All that outlives the app: which language the person chose, and whether a journey was under way. Nothing that they typed.
@MainActor struct Kept {
    private static let languageKey = "language"
    private static let underWayKey = "underWay"

    private let defaults: UserDefaults

    init(_ defaults: UserDefaults = .standard) {
        self.defaults = defaults
    }

    /// The language that the person chose by the app's own switch; `nil`: none, so the system's.
    var language: Language? {
        get { defaults.string(forKey: Self.languageKey).flatMap(Language.init(tag:)) }
        nonmutating set { defaults.set(newValue?.tag, forKey: Self.languageKey) }
    }

    /// A journey is beyond the first page and not over. If the app finds this at its start, the process died meanwhile.
    var underWay: Bool {
        get { defaults.bool(forKey: Self.underWayKey) }
        nonmutating set {
            if newValue != underWay { defaults.set(newValue, forKey: Self.underWayKey) }
        }
    }
}
