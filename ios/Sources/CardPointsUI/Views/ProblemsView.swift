#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// The problems of the previous answer, with links to the fields.
    struct ProblemsView: View {
        let problems: ProblemSummary
        let focusField: @MainActor (String) -> Void
        @Environment(\.palette) private var palette
        @Environment(\.locale) private var locale

        var body: some View {
            CalloutBox(
                icon: "exclamationmark.triangle.fill", border: palette.error, background: palette.background
            ) {
                if let heading = problems.heading {
                    Heading(heading, font: .headline).foregroundColor(palette.error.color)
                }
                ForEach(Array(problems.problems.enumerated()), id: \.offset) { _, problem in
                    if let field = problem.field {
                        Button {
                            focusField(field)
                        } label: {
                            JourneyText(problem.summary).foregroundColor(palette.error.color)
                        }
                        .buttonStyle(LinkStyle())
                    } else {
                        JourneyText(problem.summary).font(.headline)
                    }
                }
            }
            // An element of its own, so that VoiceOver begins with all problems; the links stay reachable in it.
            .accessibilityElement(children: .contain)
            .accessibilityLabel(Text(problems.accessibilityLabel, in: locale))
        }
    }
#endif
