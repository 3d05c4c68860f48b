#if canImport(SwiftUI)
    import CardPoints
    import SwiftUI

    /// A heading, what it means, and the way on.
    struct NoticePage: View {
        let notice: Notice
        let language: Language
        let go: String
        let goOn: @MainActor () -> Void

        var body: some View {
            ScrollView {
                VStack(alignment: .leading, spacing: 16) {
                    Text(notice.title, in: language).font(.title).accessibilityAddTraits(.isHeader)
                    ForEach(notice.text, id: \.self) { Text($0, in: language) }
                    Button(action: goOn) {
                        Text(go, in: language).frame(minWidth: 44, minHeight: 48)
                    }
                }
                .frame(maxWidth: .infinity, alignment: .leading)
                .padding(24)
            }
        }
    }
#endif
