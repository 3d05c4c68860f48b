#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// What can be answered.
    struct FormView: View {
        let form: FormPart
        @Binding var draft: Draft
        @Binding var query: Query
        let field: FocusState<String?>.Binding
        let act: @MainActor (Press) -> Void

        var body: some View {
            switch form {
            case .choices(let list): ChoicesView(list: list, chosen: $draft.chosen, query: $query)
            case .fields(let fields): FieldsView(fields: fields, draft: $draft, focus: field)
            case .summary(let rows, let warning): SummaryView(rows: rows, warning: warning, act: act)
            case .password(let label, let digits, let show):
                PasswordView(label: label, digits: digits, show: show, draft: $draft, focus: field)
            }
        }
    }
#endif
