#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// The colour of action, and of the words on it.
    struct Tone: Equatable {
        let action: Color
        let onAction: Color
    }

    extension View {
        /// Tints every ``JourneyView`` in here: buttons, links and what is chosen. Otherwise they have the Digital Agency's blue.
        ///
        /// - Parameters:
        ///   - action: Stands out from white, and in the dark from black, by 4.5 : 1 at least, since words are written in it; a
        ///     colour of an asset catalogue has a value for each.
        ///   - words: Stands out from `action` likewise: the words of the main button.
        public func journeyTint(_ action: Color, words: Color) -> some View {
            environment(\.tone, Tone(action: action, onAction: words))
        }
    }

    extension Shade {
        var color: Color {
            Color(.sRGB, red: red, green: green, blue: blue, opacity: 1)
        }
    }
#endif
