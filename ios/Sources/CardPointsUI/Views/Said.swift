#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// Words, read aloud in the journey's language whatever the phone's is.
    struct Said: View {
        private let words: String
        @Environment(\.locale) private var locale

        init(_ words: String) {
            self.words = words
        }

        var body: some View {
            Text(words, in: locale).fixedSize(horizontal: false, vertical: true)
        }
    }

    /// Words that VoiceOver's rotor can jump to.
    struct Heading: View {
        private let words: String
        private let font: Font

        init(_ words: String, font: Font) {
            self.words = words
            self.font = font
        }

        var body: some View {
            Said(words).font(font).accessibilityAddTraits(.isHeader)
        }
    }

    extension Text {
        init(_ words: String, in locale: Locale) {
            var words = AttributedString(words)
            words.languageIdentifier = locale.identifier
            self.init(words)
        }
    }

    extension View {
        /// One thing for VoiceOver, which reads `words`.
        func spoken(_ words: String, traits: AccessibilityTraits = []) -> some View {
            modifier(Spoken(words: words, traits: traits))
        }
    }

    private struct Spoken: ViewModifier {
        let words: String
        let traits: AccessibilityTraits
        @Environment(\.locale) private var locale

        func body(content: Content) -> some View {
            content
                .accessibilityElement(children: .ignore)
                .accessibilityLabel(Text(words, in: locale))
                .accessibilityAddTraits(traits)
        }
    }
#endif
