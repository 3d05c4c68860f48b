#if canImport(SwiftUI) && canImport(UIKit)
    import CardPoints
    import SwiftUI

    /// Offers the other languages, each by its own name.
    public struct LanguageSwitch: View {
        private let current: Language
        private let onSelect: @MainActor (Language) -> Void

        /// - Parameters:
        ///   - current: The language of the screen.
        ///   - onSelect: The person selects another language.
        public init(current: Language, onSelect: @escaping @MainActor (Language) -> Void) {
            self.current = current
            self.onSelect = onSelect
        }

        public var body: some View {
            AdaptiveStack {
                ForEach(languages().filter { $0.language != current }, id: \.tag) { info in
                    Button {
                        onSelect(info.language)
                    } label: {
                        JourneyText(info.name).frame(minWidth: 44, minHeight: 44)
                    }
                    .environment(\.locale, info.language.locale)
                }
            }
        }
    }
#endif
