import CardPoints
import SwiftUI

/// What the app shows: journeys, one after the other, each from the first page on.
@MainActor final class AppModel: ObservableObject {
    /// What fills the screen.
    enum Screen {
        case journey(Session)
        /// No journey can be had: the core's words for a fault of ours.
        case broken(Words)
    }

    @Published private(set) var screen: Screen
    /// The newest moment of the journey; `nil` before its first one.
    @Published private(set) var moment: Moment?
    /// What hides the screen.
    @Published private(set) var cover = Cover()

    /// The process died while something was under way, and the person has not read so yet.
    @Published private var interrupted: Bool

    private let world: any World
    private let kept: Kept
    private let system: [String]
    private var following: Task<Void, Never>?

    /// - Parameter system: The person's languages, in their order, as the system has them.
    init(world: any World, kept: Kept = Kept(), system: [String] = Locale.preferredLanguages) {
        self.world = world
        self.kept = kept
        self.system = system
        interrupted = kept.underWay
        screen = Self.screen(of: world, in: kept.language ?? Language(preferred: system))
        follow()
    }

    deinit {
        following?.cancel()
    }

    private static func screen(of world: any World, in language: Language) -> Screen {
        do {
            return .journey(try world.begin(language))
        } catch {
            // What was wrong is for the developer; a person can only be told that it is not their fault.
            return .broken(broken(language: language, sent: .nothing))
        }
    }

    /// The language of the next journey.
    private var wanted: Language { kept.language ?? Language(preferred: system) }

    /// The language of what is shown.
    var language: Language {
        if case .journey(let session) = screen { session.language } else { wanted }
    }

    /// A new journey, from the first page: the one before is over, or is stopped.
    func begin() {
        following?.cancel()
        moment = nil
        screen = Self.screen(of: world, in: wanted)
        follow()
    }

    private func follow() {
        guard case .journey(let session) = screen else { return }
        // Neither the model nor the session lives on for this task.
        following = Task { [weak self, moments = session.moments] in
            for await moment in moments {
                if Task.isCancelled { return }
                self?.came(moment)
            }
        }
    }

    private func came(_ moment: Moment) {
        self.moment = moment
        kept.underWay = moment.isUnderWay
    }

    /// The person wants that language: what is under way goes on in it.
    func choose(_ language: Language) {
        kept.language = language
        if case .journey(let session) = screen { session.speak(language) }
    }

    /// Instead of the first page: that the process died while something was under way, once.
    var notice: Notice? {
        guard interrupted, moment?.isFirstPage == true else { return nil }
        let labels = labels(language: language)
        return Notice(title: labels.interrupted, text: [labels.interruptedText])
    }

    /// The person has read the notice.
    func goOn() {
        interrupted = false
    }

    /// The app is there now.
    func app(is phase: Cover.Phase) {
        cover.app(is: phase, sheet: sheet)
    }

    /// The system's sheet is up. Asked of the session itself: ``moment`` may be a little behind.
    private var sheet: Bool {
        guard world.hasSheet, case .journey(let session) = screen else { return false }
        return session.moment?.wantsCard == true
    }
}

extension Moment {
    /// It is the first page: nothing is under way yet.
    var isFirstPage: Bool {
        if case .ask(let question) = step { question.about == .home } else { false }
    }

    /// Beyond the first page, and not over: if the process dies now, the person is told.
    var isUnderWay: Bool {
        if case .done = step { false } else { !isFirstPage }
    }

    /// A card is waited for, or read.
    var wantsCard: Bool {
        switch step {
        case .tap: hindrance == nil
        case .transmit: true
        case .ask, .send, .done: false
        }
    }
}
