#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// What is wrong with the answer before; what is wrong with a field leads there.
    struct ProblemsView: View {
        let problems: Problems
        let lead: @MainActor (String) -> Void
        @Environment(\.palette) private var palette
        @Environment(\.locale) private var locale

        var body: some View {
            Box(sign: "exclamationmark.triangle.fill", line: palette.error, fill: palette.background) {
                if let heading = problems.heading {
                    Heading(heading, font: .headline).foregroundColor(palette.error.color)
                }
                if let whole = problems.whole { Said(whole).font(.headline) }
                ForEach(problems.slips, id: \.field) { slip in
                    Button {
                        lead(slip.field)
                    } label: {
                        Said(slip.text).foregroundColor(palette.error.color)
                    }
                    .buttonStyle(LinkStyle())
                }
            }
            // A place of its own, so that VoiceOver begins with all of it; the links stay within.
            .accessibilityElement(children: .contain)
            .accessibilityLabel(Text(problems.spoken, in: locale))
        }
    }
#endif
