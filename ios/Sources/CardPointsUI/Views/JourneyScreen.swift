#if canImport(SwiftUI) && canImport(UIKit)
    import CardPoints
    import SwiftUI

    /// Follows one journey from moment to moment.
    struct JourneyScreen: View {
        let session: Session
        let onLanguage: (@MainActor (Language) -> Void)?
        let onClose: @MainActor (Outcome) -> Void

        @State private var course = Course()
        @State private var screen: Screen?
        /// Kept while the same list comes again.
        @State private var query = Query()
        @Environment(\.colorScheme) private var colorScheme
        @Environment(\.tone) private var tone
        @Environment(\.senses) private var senses

        var body: some View {
            let palette = colorScheme == .dark ? Palette.dark : .light
            let tone = tone ?? Tone(action: palette.action.color, onAction: palette.onAction.color)
            NavigationView {
                ZStack {
                    palette.background.color.ignoresSafeArea()
                    if let screen {
                        ScreenView(
                            screen: screen, query: $query, session: session, onLanguage: onLanguage, onClose: onClose
                        )
                        .id(screen.id)
                    }
                }
                .navigationBarTitleDisplayMode(.inline)
            }
            .navigationViewStyle(.stack)
            .tint(tone.action)
            .environment(\.palette, palette)
            .environment(\.tone, tone)
            .environment(\.locale, (screen?.language ?? session.language).locale)
            .task { await follow() }
        }

        private func follow() async {
            for await moment in session.moments {
                let language = session.language
                guard course.follow(to: moment, in: language) else { continue }
                let next = Screen(moment, labels(language: language), language, course)
                if !next.asksTheSame(as: screen) { query = Query() }
                screen = next
                if let touch = course.touch { senses.feel(touch) }
            }
        }
    }

    extension Screen {
        fileprivate func asksTheSame(as before: Screen?) -> Bool {
            guard case .ask(let now) = moment.step, case .ask(let then) = before?.moment.step else { return false }
            return now.about == then.about
        }
    }

    extension Language {
        /// By which the system finds a voice, and which shapes Chinese characters take: it knows no `ja-simple`.
        var locale: Locale {
            switch self {
            case .japanese, .plainJapanese: Locale(identifier: "ja")
            case .english: Locale(identifier: "en")
            }
        }
    }
#endif
