#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// One thing on a screen.
    struct PartView: View {
        let part: Part
        @Binding var draft: Draft
        @Binding var query: Query
        let field: FocusState<String?>.Binding
        let heard: AccessibilityFocusState<Screen.Focus?>.Binding
        let act: @MainActor (Press) -> Void

        @Environment(\.palette) private var palette

        var body: some View {
            switch part {
            case .tick: TickView()
            case .progress(let words): Said(words).font(.subheadline).foregroundColor(palette.muted.color)
            case .problems(let problems):
                ProblemsView(problems: problems) { field.wrappedValue = $0 }
                    .accessibilityFocused(heard, equals: .problems)
            case .heading(let words):
                Heading(words, font: .title.bold()).accessibilityFocused(heard, equals: .heading)
            case .subheading(let words): Heading(words, font: .title3.bold())
            case .text(let words), .doing(let words): Said(words)
            case .fact(let line): FactView(line: line)
            case .form(let form): FormView(form: form, draft: $draft, query: $query, field: field, act: act)
            case .picture(let words): CardPicture().spoken(words, traits: .isImage)
            case .stages(let rows): StagesView(rows: rows)
            case .waiting(let words): ProgressView().spoken(words)
            case .press(let press): PressView(press: press, act: act)
            case .code(let words): Said(words).font(.subheadline).foregroundColor(palette.muted.color)
            }
        }
    }
#endif
