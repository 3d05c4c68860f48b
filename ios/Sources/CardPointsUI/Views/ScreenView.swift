#if canImport(SwiftUI) && canImport(UIKit)
    import CardPoints
    import SwiftUI

    /// One screen, from its first appearance until another one replaces it.
    struct ScreenView: View {
        let screen: Screen
        @Binding var query: SearchQuery
        let session: JourneySession
        let onLanguage: (@MainActor (Language) -> Void)?
        let onClose: @MainActor (Outcome) -> Void

        @State private var draft: AnswerDraft
        @State private var openedAt = ProcessInfo.processInfo.systemUptime
        @State private var isSharing = false
        @FocusState private var focusedField: String?
        @AccessibilityFocusState private var accessibilityFocus: Screen.Focus?
        @ScaledMetric private var spacing: CGFloat = 16
        @Environment(\.dynamicTypeSize) private var size
        @Environment(\.scenePhase) private var scenePhase
        @Environment(\.locale) private var locale
        @Environment(\.feedbackPlayer) private var feedbackPlayer
        @Environment(\.screenTiming) private var timing

        init(
            screen: Screen, query: Binding<SearchQuery>, session: JourneySession,
            onLanguage: (@MainActor (Language) -> Void)?, onClose: @escaping @MainActor (Outcome) -> Void
        ) {
            self.screen = screen
            _query = query
            self.session = session
            self.onLanguage = onLanguage
            self.onClose = onClose
            _draft = State(initialValue: AnswerDraft(screen))
        }

        var body: some View {
            ScrollView {
                VStack(alignment: .leading, spacing: spacing) {
                    if let onLanguage, screen.offersLanguages {
                        LanguageSwitch(current: screen.language, onSelect: onLanguage)
                    }
                    ForEach(Array(elements.enumerated()), id: \.offset) { _, element in
                        ScreenElementView(
                            element: element, draft: $draft, query: $query, focus: $focusedField,
                            accessibilityFocus: $accessibilityFocus, perform: perform)
                    }
                }
                .padding()
                .frame(maxWidth: 600, alignment: .leading)
                .frame(maxWidth: .infinity)
            }
            .dismissesKeyboardOnScroll()
            .safeAreaInset(edge: .top, spacing: 0) {
                if let practice = screen.practice { PracticeBanner(text: practice) }
            }
            .safeAreaInset(edge: .bottom, spacing: 0) {
                if let pinnedAction { PinnedBar(action: pinnedAction, perform: perform) }
            }
            .toolbar {
                ToolbarItem(placement: .navigationBarLeading) {
                    if let back = screen.back { BackButton(action: back, perform: perform) }
                }
            }
            .sheet(isPresented: $isSharing) { ShareSheet(text: screen.sharedText ?? "") }
            .onChange(of: screen.announcement) { text in
                if let text { feedbackPlayer.announce(text, locale) }
            }
            .onChange(of: scenePhase) { phase in
                if phase == .background { draft.clearSecrets() }
            }
            .onChange(of: screen.language) { _ in accessibilityFocus = screen.focus }
            .onDisappear { draft.clearSecrets() }
            .task { await moveAccessibilityFocus() }
        }

        /// The main action if it is pinned. At accessibility text sizes a pinned button would leave no room for anything else.
        private var pinnedAction: ScreenAction? {
            screen.pinsMainAction && !size.isAccessibilitySize ? screen.mainAction : nil
        }

        private var elements: [ScreenElement] {
            pinnedAction.map { pinned in screen.elements.filter { $0 != .action(pinned) } } ?? screen.elements
        }

        /// Moves VoiceOver to the beginning of the new screen.
        private func moveAccessibilityFocus() async {
            try? await Task.sleep(nanoseconds: UInt64(timing.accessibilityFocusDelay * 1_000_000_000))
            accessibilityFocus = screen.focus
        }

        private func perform(_ action: ScreenAction) {
            guard ProcessInfo.processInfo.systemUptime - openedAt >= timing.tapDelay else { return }
            switch action.effect {
            case .send(let event): session.send(event, at: screen.state)
            case .submit: session.send(.answered(answer: draft.takeAnswer()), at: screen.state)
            case .scanAgain: session.scanAgain(at: screen.state)
            case .share: isSharing = true
            case .close:
                if case .done(let outcome, _) = screen.state.step { onClose(outcome) }
            }
        }
    }

    extension View {
        /// Scrolling hides the keyboard: a number pad has no key that does.
        @ViewBuilder fileprivate func dismissesKeyboardOnScroll() -> some View {
            if #available(iOS 16, *) { scrollDismissesKeyboard(.interactively) } else { self }
        }
    }
#endif
