#if canImport(SwiftUI)
    import CardPoints
    import CardPointsUI
    import SwiftUI

    /// The screens of the journey, and the cover that hides them.
    struct AppScreen: View {
        @ObservedObject var model: AppModel
        @Environment(\.scenePhase) private var phase

        var body: some View {
            VStack(spacing: 0) {
                page
            }
            .background(Color("ScreenBackground"))
            .overlay {
                if model.cover.isVisible { Color("ScreenBackground").ignoresSafeArea() }
            }
            .onChange(of: phase) { model.phaseChanged(to: PrivacyCover.Phase($0)) }
        }

        @ViewBuilder private var page: some View {
            let home = labels(language: model.language).home
            if let notice = model.notice {
                LanguageSwitch(current: model.language) { model.setLanguage($0) }.padding(.horizontal, 24)
                NoticeView(notice: notice, language: model.language, buttonLabel: home) { model.dismissNotice() }
            } else {
                switch model.content {
                case .journey(let session):
                    JourneyView(session: session, onLanguage: model.setLanguage) { _ in model.restart() }
                case .failure(let text):
                    NoticeView(notice: Notice(text), language: model.language, buttonLabel: home) { model.restart() }
                }
            }
        }
    }

    extension PrivacyCover.Phase {
        init(_ phase: ScenePhase) {
            switch phase {
            case .active: self = .active
            case .background: self = .background
            // A phase that Apple adds later is not one in which the person uses the app.
            case .inactive: self = .inactive
            @unknown default: self = .inactive
            }
        }
    }

    extension Text {
        /// Text that VoiceOver reads in that language, whatever the phone's language.
        init(_ text: String, in language: Language) {
            var text = AttributedString(text)
            text.languageIdentifier = language.voiceTag
            self.init(text)
        }
    }
#endif
