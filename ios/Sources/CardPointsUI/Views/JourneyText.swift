#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// Text that VoiceOver reads in the journey's language, whatever the phone's language.
    struct JourneyText: View {
        private let text: String
        @Environment(\.locale) private var locale

        init(_ text: String) {
            self.text = text
        }

        var body: some View {
            Text(text, in: locale).fixedSize(horizontal: false, vertical: true)
        }
    }

    /// A heading for VoiceOver's rotor.
    struct Heading: View {
        private let text: String
        private let font: Font

        init(_ text: String, font: Font) {
            self.text = text
            self.font = font
        }

        var body: some View {
            JourneyText(text).font(font).accessibilityAddTraits(.isHeader)
        }
    }

    extension Text {
        init(_ text: String, in locale: Locale) {
            var text = AttributedString(text)
            text.languageIdentifier = locale.identifier
            self.init(text)
        }
    }

    extension View {
        /// Makes this one element for VoiceOver, which reads `label`.
        func singleAccessibilityElement(_ label: String, traits: AccessibilityTraits = []) -> some View {
            modifier(SingleAccessibilityElement(label: label, traits: traits))
        }
    }

    private struct SingleAccessibilityElement: ViewModifier {
        let label: String
        let traits: AccessibilityTraits
        @Environment(\.locale) private var locale

        func body(content: Content) -> some View {
            content
                .accessibilityElement(children: .ignore)
                .accessibilityLabel(Text(label, in: locale))
                .accessibilityAddTraits(traits)
        }
    }
#endif
