#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// The form of a question.
    struct FormView: View {
        let form: FormContent
        @Binding var draft: AnswerDraft
        @Binding var query: SearchQuery
        let focus: FocusState<String?>.Binding
        let perform: @MainActor (ScreenAction) -> Void

        var body: some View {
            switch form {
            case .choices(let list): ChoicesView(list: list, selection: $draft.selection, query: $query)
            case .fields(let fields): FieldsView(fields: fields, draft: $draft, focus: focus)
            case .summary(let rows, let warning): SummaryView(rows: rows, warning: warning, perform: perform)
            case .password(let label, let digits, let showLabel):
                PasswordView(label: label, digits: digits, showLabel: showLabel, draft: $draft, focus: focus)
            }
        }
    }
#endif
