#if canImport(SwiftUI)
    import CardPoints
    import SwiftUI

    /// A notice with a button that dismisses it.
    struct NoticeView: View {
        let notice: Notice
        let language: Language
        let buttonLabel: String
        let onDismiss: @MainActor () -> Void

        var body: some View {
            ScrollView {
                VStack(alignment: .leading, spacing: 16) {
                    Text(notice.title, in: language).font(.title).accessibilityAddTraits(.isHeader)
                    ForEach(notice.paragraphs, id: \.self) { Text($0, in: language) }
                    Button(action: onDismiss) {
                        Text(buttonLabel, in: language).frame(minWidth: 44, minHeight: 48)
                    }
                }
                .frame(maxWidth: .infinity, alignment: .leading)
                .padding(24)
            }
        }
    }
#endif
