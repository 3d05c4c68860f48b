#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    extension EnvironmentValues {
        var palette: Palette {
            get { self[PaletteKey.self] }
            set { self[PaletteKey.self] = newValue }
        }

        /// `nil`: the palette's colours.
        var accentColors: AccentColors? {
            get { self[AccentColorsKey.self] }
            set { self[AccentColorsKey.self] = newValue }
        }

        var feedbackPlayer: FeedbackPlayer {
            get { self[FeedbackPlayerKey.self] }
            set { self[FeedbackPlayerKey.self] = newValue }
        }

        var screenTiming: ScreenTiming {
            get { self[ScreenTimingKey.self] }
            set { self[ScreenTimingKey.self] = newValue }
        }
    }

    /// Delays after a new screen has appeared, in seconds.
    struct ScreenTiming: Sendable, Equatable {
        /// Taps are ignored for this long: the finger may still be on its way to the previous screen.
        var tapDelay: TimeInterval = 0.4
        /// VoiceOver needs this long to know the new screen before its focus can be moved.
        var accessibilityFocusDelay: TimeInterval = 0.1
    }

    private struct PaletteKey: EnvironmentKey {
        static let defaultValue = Palette.light
    }

    private struct AccentColorsKey: EnvironmentKey {
        static let defaultValue: AccentColors? = nil
    }

    private struct FeedbackPlayerKey: EnvironmentKey {
        static let defaultValue = FeedbackPlayer.system
    }

    private struct ScreenTimingKey: EnvironmentKey {
        static let defaultValue = ScreenTiming()
    }
#endif
