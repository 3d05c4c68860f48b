#if canImport(SwiftUI) && canImport(UIKit)
    import CardPoints
    import SwiftUI

    /// Follows one journey and shows the screen of its latest state.
    struct JourneyContent: View {
        let session: JourneySession
        let onLanguage: (@MainActor (Language) -> Void)?
        let onClose: @MainActor (Outcome) -> Void

        @State private var identity = ScreenIdentity()
        @State private var screen: Screen?
        /// Stays while the same list is shown again.
        @State private var query = SearchQuery()
        @Environment(\.colorScheme) private var colorScheme
        @Environment(\.accentColors) private var accentColors
        @Environment(\.feedbackPlayer) private var feedbackPlayer

        var body: some View {
            let palette = colorScheme == .dark ? Palette.dark : .light
            let accentColors =
                accentColors ?? AccentColors(accent: palette.action.color, onAccent: palette.onAction.color)
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
            .tint(accentColors.accent)
            .environment(\.palette, palette)
            .environment(\.accentColors, accentColors)
            .environment(\.locale, (screen?.language ?? session.language).locale)
            .task { await follow() }
        }

        private func follow() async {
            for await state in session.states {
                let language = session.language
                guard identity.follow(to: state, in: language) else { continue }
                let next = Screen(state, labels(language: language), language, id: identity.id)
                if !next.asksSameQuestion(as: screen) { query = SearchQuery() }
                screen = next
                if let feedback = session.takeFeedback() { feedbackPlayer.play(feedback) }
            }
        }
    }

    extension Screen {
        fileprivate func asksSameQuestion(as previous: Screen?) -> Bool {
            guard case .ask(let question) = state.step, case .ask(let before) = previous?.state.step else {
                return false
            }
            return question.about == before.about
        }
    }

    extension Language {
        /// The locale that selects the voice and the shapes of Chinese characters.
        var locale: Locale { Locale(identifier: voiceTag) }
    }
#endif
