#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// The accent colour and the colour of text on it.
    struct AccentColors: Equatable {
        let accent: Color
        let onAccent: Color
    }

    extension View {
        /// Tints every ``JourneyView`` in this view: buttons, links and selections. The default is the Digital Agency's blue.
        ///
        /// - Parameters:
        ///   - accent: Needs a contrast of at least 4.5 : 1 to white, and in the dark appearance to black, since text is written in
        ///     it. A colour of an asset catalogue has a value for each appearance.
        ///   - onAccent: The colour of the main button's text; needs the same contrast to `accent`.
        public func journeyTint(_ accent: Color, onAccent: Color) -> some View {
            environment(\.accentColors, AccentColors(accent: accent, onAccent: onAccent))
        }
    }

    extension RGBColor {
        var color: Color {
            Color(.sRGB, red: red, green: green, blue: blue, opacity: 1)
        }
    }
#endif
