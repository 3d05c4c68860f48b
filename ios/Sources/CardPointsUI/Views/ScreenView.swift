#if canImport(SwiftUI) && canImport(UIKit)
    import CardPoints
    import SwiftUI

    /// One screen, from where it begins to its end.
    struct ScreenView: View {
        let screen: Screen
        @Binding var query: Query
        let session: Session
        let onLanguage: (@MainActor (Language) -> Void)?
        let onClose: @MainActor (Outcome) -> Void

        @State private var draft: Draft
        @State private var since = ProcessInfo.processInfo.systemUptime
        @State private var printing = false
        @FocusState private var field: String?
        @AccessibilityFocusState private var heard: Screen.Focus?
        @ScaledMetric private var gap: CGFloat = 16
        @Environment(\.dynamicTypeSize) private var size
        @Environment(\.scenePhase) private var scenePhase
        @Environment(\.locale) private var locale
        @Environment(\.senses) private var senses
        @Environment(\.pace) private var pace

        init(
            screen: Screen, query: Binding<Query>, session: Session, onLanguage: (@MainActor (Language) -> Void)?,
            onClose: @escaping @MainActor (Outcome) -> Void
        ) {
            self.screen = screen
            _query = query
            self.session = session
            self.onLanguage = onLanguage
            self.onClose = onClose
            _draft = State(initialValue: Draft(screen))
        }

        var body: some View {
            ScrollView {
                VStack(alignment: .leading, spacing: gap) {
                    if let onLanguage, screen.offersLanguages {
                        LanguageSwitch(spoken: screen.language, choose: onLanguage)
                    }
                    ForEach(Array(parts.enumerated()), id: \.offset) { _, part in
                        PartView(part: part, draft: $draft, query: $query, field: $field, heard: $heard, act: act)
                    }
                }
                .padding()
                .frame(maxWidth: 600, alignment: .leading)
                .frame(maxWidth: .infinity)
            }
            .keyboardGivesWay()
            .safeAreaInset(edge: .top, spacing: 0) {
                if let practice = screen.practice { PracticeBanner(words: practice) }
            }
            .safeAreaInset(edge: .bottom, spacing: 0) {
                if let pinned { PinnedBar(press: pinned, act: act) }
            }
            .toolbar {
                ToolbarItem(placement: .navigationBarLeading) {
                    if let back = screen.back { BackButton(press: back, act: act) }
                }
            }
            .sheet(isPresented: $printing) { PaperSheet(text: screen.paper ?? "") }
            .onChange(of: screen.announcement) { words in
                if let words { senses.say(words, locale) }
            }
            .onChange(of: scenePhase) { phase in
                if phase == .background { draft.clear() }
            }
            .onChange(of: screen.language) { _ in heard = screen.focus }
            .onDisappear { draft.clear() }
            .task { await begin() }
        }

        /// The main button, where it is pinned: in large letters it would leave no room for anything else.
        private var pinned: Press? {
            screen.pins && !size.isAccessibilitySize ? screen.main : nil
        }

        private var parts: [Part] {
            pinned.map { pinned in screen.parts.filter { $0 != .press(pinned) } } ?? screen.parts
        }

        /// Leads VoiceOver to where the new screen begins.
        private func begin() async {
            try? await Task.sleep(nanoseconds: UInt64(pace.settling * 1_000_000_000))
            heard = screen.focus
        }

        private func act(_ press: Press) {
            guard ProcessInfo.processInfo.systemUptime - since >= pace.calm else { return }
            switch press.deed {
            case .tell(let event): session.tell(event, at: screen.moment)
            case .answer: session.tell(.answered(answer: draft.answer()), at: screen.moment)
            case .again: session.again(at: screen.moment)
            case .print: printing = true
            case .leave:
                if case .done(let outcome, _) = screen.moment.step { onClose(outcome) }
            }
        }
    }

    extension View {
        /// Whoever scrolls sees what the keyboard hides: a number pad has no key that closes it.
        @ViewBuilder fileprivate func keyboardGivesWay() -> some View {
            if #available(iOS 16, *) { scrollDismissesKeyboard(.interactively) } else { self }
        }
    }
#endif
