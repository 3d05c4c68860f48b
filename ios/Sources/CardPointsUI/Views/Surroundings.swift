#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    extension EnvironmentValues {
        var palette: Palette {
            get { self[PaletteKey.self] }
            set { self[PaletteKey.self] = newValue }
        }

        /// `nil`: the palette's own.
        var tone: Tone? {
            get { self[ToneKey.self] }
            set { self[ToneKey.self] = newValue }
        }

        var senses: Senses {
            get { self[SensesKey.self] }
            set { self[SensesKey.self] = newValue }
        }

        var pace: Pace {
            get { self[PaceKey.self] }
            set { self[PaceKey.self] = newValue }
        }
    }

    /// How long things take, in seconds.
    struct Pace: Sendable, Equatable {
        /// So long nothing on a new screen can be pressed: a finger may still be coming down from the screen before.
        var calm: TimeInterval = 0.4
        /// After so long VoiceOver knows a new screen and can be led to a place on it.
        var settling: TimeInterval = 0.1
    }

    private struct PaletteKey: EnvironmentKey {
        static let defaultValue = Palette.light
    }

    private struct ToneKey: EnvironmentKey {
        static let defaultValue: Tone? = nil
    }

    private struct SensesKey: EnvironmentKey {
        static let defaultValue = Senses.system
    }

    private struct PaceKey: EnvironmentKey {
        static let defaultValue = Pace()
    }
#endif
