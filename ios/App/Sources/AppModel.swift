import CardPoints
import SwiftUI

/// The state of the app: one journey after the other, each from the first page on.
@MainActor final class AppModel: ObservableObject {
    /// What fills the screen.
    enum Content {
        case journey(JourneySession)
        /// No journey can be started; the associated value is the core's text for an internal error.
        case failure(ScreenText)
    }

    @Published private(set) var content: Content
    /// The latest state of the journey; `nil` before its first one.
    @Published private(set) var state: JourneyState?
    @Published private(set) var cover = PrivacyCover()

    /// The process was terminated during a journey, and the person has not read the notice about it yet.
    @Published private var wasInterrupted: Bool

    private let environment: any AppEnvironment
    private let preferences: AppPreferences
    private let systemLanguages: [String]
    private var following: Task<Void, Never>?

    /// - Parameter systemLanguages: The person's languages in the system's order, as BCP 47 tags.
    init(
        environment: any AppEnvironment, preferences: AppPreferences = AppPreferences(),
        systemLanguages: [String] = Locale.preferredLanguages
    ) {
        self.environment = environment
        self.preferences = preferences
        self.systemLanguages = systemLanguages
        wasInterrupted = preferences.isJourneyInProgress
        content = Self.start(in: environment, preferences.language ?? matchLanguage(wanted: systemLanguages))
        follow()
    }

    deinit {
        following?.cancel()
    }

    private static func start(in environment: any AppEnvironment, _ language: Language) -> Content {
        do {
            return .journey(try environment.startSession(language))
        } catch {
            // The details are for the developer; the person is only told that it is not their fault.
            return .failure(internalError(language: language, submission: .notSent))
        }
    }

    /// The language of the next journey.
    private var preferredLanguage: Language { preferences.language ?? matchLanguage(wanted: systemLanguages) }

    /// The language of the screen.
    var language: Language {
        if case .journey(let session) = content { session.language } else { preferredLanguage }
    }

    /// Starts a new journey from the first page; the previous one has ended or is stopped.
    func restart() {
        following?.cancel()
        state = nil
        content = Self.start(in: environment, preferredLanguage)
        follow()
    }

    private func follow() {
        guard case .journey(let session) = content else { return }
        // The task keeps neither the model nor the session alive.
        following = Task { [weak self, states = session.states] in
            for await state in states {
                if Task.isCancelled { return }
                self?.update(to: state)
            }
        }
    }

    private func update(to state: JourneyState) {
        self.state = state
        preferences.isJourneyInProgress = state.isInProgress
    }

    /// Changes the language; the current journey continues in it.
    func setLanguage(_ language: Language) {
        preferences.language = language
        if case .journey(let session) = content { session.setLanguage(language) }
    }

    /// Replaces the first page once after the process was terminated during a journey.
    var notice: Notice? {
        guard wasInterrupted, state?.isFirstPage == true else { return nil }
        let labels = labels(language: language)
        return Notice(title: labels.interrupted, paragraphs: [labels.interruptedText])
    }

    /// The person has read the notice.
    func dismissNotice() {
        wasInterrupted = false
    }

    func phaseChanged(to phase: PrivacyCover.Phase) {
        cover.phaseChanged(to: phase, isSheetOpen: isSheetOpen)
    }

    /// The system's scan sheet is open. This asks the session itself, since ``state`` may be slightly older.
    private var isSheetOpen: Bool {
        guard environment.usesSystemSheet, case .journey(let session) = content else { return false }
        return session.state?.needsCard == true
    }
}

extension JourneyState {
    /// The first page, on which nothing is in progress yet.
    var isFirstPage: Bool {
        if case .ask(let question) = step { question.about == .home } else { false }
    }

    /// After the first page and before the outcome: if the process is terminated now, the person is told later.
    var isInProgress: Bool {
        if case .done = step { false } else { !isFirstPage }
    }

    /// A card is waited for or being read.
    var needsCard: Bool {
        switch step {
        case .tap: scanProblem == nil
        case .transmit: true
        case .ask, .send, .done: false
        }
    }
}
