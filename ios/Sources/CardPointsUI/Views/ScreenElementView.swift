#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// One element of a screen.
    struct ScreenElementView: View {
        let element: ScreenElement
        @Binding var draft: AnswerDraft
        @Binding var query: SearchQuery
        let focus: FocusState<String?>.Binding
        let accessibilityFocus: AccessibilityFocusState<Screen.Focus?>.Binding
        let perform: @MainActor (ScreenAction) -> Void

        @Environment(\.palette) private var palette

        var body: some View {
            switch element {
            case .successIcon: SuccessIcon()
            case .progress(let text), .supportCode(let text):
                JourneyText(text).font(.subheadline).foregroundColor(palette.secondaryText.color)
            case .problems(let problems):
                ProblemsView(problems: problems) { focus.wrappedValue = $0 }
                    .accessibilityFocused(accessibilityFocus, equals: .problems)
            case .heading(let text):
                Heading(text, font: .title.bold()).accessibilityFocused(accessibilityFocus, equals: .heading)
            case .subheading(let text): Heading(text, font: .title3.bold())
            case .paragraph(let text): JourneyText(text)
            case .fact(let fact): FactView(fact: fact)
            case .form(let form):
                FormView(form: form, draft: $draft, query: $query, focus: focus, perform: perform)
            case .illustration(let text): CardPicture().singleAccessibilityElement(text, traits: .isImage)
            case .stages(let stages): StagesView(stages: stages)
            case .activityIndicator(let text): ProgressView().singleAccessibilityElement(text)
            case .action(let action): ActionButton(action: action, perform: perform)
            }
        }
    }
#endif
