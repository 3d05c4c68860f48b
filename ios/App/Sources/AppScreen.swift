#if canImport(SwiftUI)
    import CardPoints
    import CardPointsUI
    import SwiftUI

    /// The journey's screens, above the first one the switch to other languages, and what hides them all.
    struct AppScreen: View {
        @ObservedObject var model: AppModel
        @Environment(\.scenePhase) private var phase

        var body: some View {
            VStack(spacing: 0) {
                let others = model.otherLanguages
                if !others.isEmpty {
                    LanguageSwitch(others: others) { model.choose($0) }
                }
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
                NoticePage(notice: notice, language: model.language, go: home) { model.goOn() }
            } else {
                switch model.screen {
                case .journey(let session):
                    JourneyView(session: session) { _ in model.begin() }
                case .broken(let words):
                    NoticePage(notice: Notice(words), language: model.language, go: home) { model.begin() }
                }
            }
        }
    }

    /// The languages that are not spoken now, each in its own words: beside one another, under one another where letters are large.
    private struct LanguageSwitch: View {
        let others: [Language]
        let choose: @MainActor (Language) -> Void
        @Environment(\.dynamicTypeSize) private var size

        var body: some View {
            row.frame(maxWidth: .infinity, alignment: .trailing)
        }

        @ViewBuilder private var row: some View {
            if size.isAccessibilitySize {
                VStack(alignment: .trailing, spacing: 0) { buttons }
            } else {
                HStack(spacing: 0) { buttons }
            }
        }

        private var buttons: some View {
            ForEach(others, id: \.self) { language in
                Button {
                    choose(language)
                } label: {
                    Text(labels(language: language).language, in: language)
                        .padding(.horizontal, 16)
                        .frame(minWidth: 44, minHeight: 44)
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
