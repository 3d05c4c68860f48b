#if canImport(SwiftUI) && canImport(UIKit)
    import CardPoints
    import SwiftUI

    /// Offers the languages that are not spoken now, each in its own words.
    public struct LanguageSwitch: View {
        private let spoken: Language
        private let choose: @MainActor (Language) -> Void

        /// - Parameters:
        ///   - spoken: The language of what stands around it.
        ///   - choose: The person wants to read that one.
        public init(spoken: Language, choose: @escaping @MainActor (Language) -> Void) {
            self.spoken = spoken
            self.choose = choose
        }

        public var body: some View {
            Beside {
                ForEach(Language.allCases.filter { $0 != spoken }, id: \.self) { language in
                    Button {
                        choose(language)
                    } label: {
                        Said(labels(language: language).language).frame(minWidth: 44, minHeight: 44)
                    }
                    .environment(\.locale, language.locale)
                }
            }
        }
    }
#endif
