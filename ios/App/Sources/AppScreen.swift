#if canImport(SwiftUI)
    import CardPoints
    import CardPointsUI
    import SwiftUI

    /// The journey's screens, and what hides them all.
    struct AppScreen: View {
        @ObservedObject var model: AppModel
        @Environment(\.scenePhase) private var phase

        var body: some View {
            VStack(spacing: 0) {
                page
            }
            .background(Color("Ground"))
            .overlay {
                if model.cover.hides { Color("Ground").ignoresSafeArea() }
            }
            .onChange(of: phase) { model.app(is: Cover.Phase($0)) }
        }

        @ViewBuilder private var page: some View {
            let home = labels(language: model.language).home
            if let notice = model.notice {
                LanguageSwitch(spoken: model.language) { model.choose($0) }.padding(.horizontal, 24)
                NoticePage(notice: notice, language: model.language, go: home) { model.goOn() }
            } else {
                switch model.screen {
                case .journey(let session):
                    JourneyView(session: session, onLanguage: model.choose) { _ in model.begin() }
                case .broken(let words):
                    NoticePage(notice: Notice(words), language: model.language, go: home) { model.begin() }
                }
            }
        }
    }

    extension Cover.Phase {
        init(_ phase: ScenePhase) {
            switch phase {
            case .active: self = .active
            case .background: self = .background
            // What is still to come is none in which the person looks at the app.
            case .inactive: self = .inactive
            @unknown default: self = .inactive
            }
        }
    }

    extension Text {
        /// Read aloud in that language whatever the phone's is.
        init(_ words: String, in language: Language) {
            var words = AttributedString(words)
            words.languageIdentifier = language.voice
            self.init(words)
        }
    }
#endif
