#if canImport(SwiftUI) && canImport(UIKit)
    import CardPoints
    import SwiftUI

    /// Finds among many choices: by what is typed and by a filter.
    struct SearchView: View {
        let search: ChoiceList.Search
        let hits: String
        @Binding var query: Query
        @ScaledMetric private var width: CGFloat = 130
        @Environment(\.palette) private var palette
        @Environment(\.locale) private var locale
        @Environment(\.senses) private var senses

        var body: some View {
            VStack(alignment: .leading, spacing: 12) {
                Said(search.label).font(.headline).accessibilityHidden(true)
                TextField(text: $query.typed) { Said(search.label) }
                    .disableAutocorrection(true)
                    .textInputAutocapitalization(.never)
                    .submitLabel(.search)
                    .accessibilityLabel(Text(search.label, in: locale))
                    .inputLook(wrong: false)
                if !search.filters.isEmpty {
                    LazyVGrid(
                        columns: [GridItem(.adaptive(minimum: width), spacing: 8)], alignment: .leading, spacing: 8
                    ) {
                        ForEach(search.filters, id: \.id) { filter in
                            Chip(label: filter.label, chosen: query.filter == filter.id) { query.filter = filter.id }
                        }
                    }
                }
                Said(hits).font(.subheadline).foregroundColor(palette.muted.color)
            }
            .onChange(of: hits) { senses.say($0, locale) }
        }
    }

    /// A filter, one of a row.
    private struct Chip: View {
        let label: String
        let chosen: Bool
        let press: @MainActor () -> Void
        @Environment(\.palette) private var palette
        @Environment(\.locale) private var locale

        var body: some View {
            Button(action: press) {
                HStack(spacing: 4) {
                    // A tick as well: colour alone would not say it to everybody.
                    if chosen { Image(systemName: "checkmark").foregroundStyle(.tint).accessibilityHidden(true) }
                    Said(label).font(.subheadline).foregroundColor(palette.text.color)
                }
                .padding(.horizontal, 12)
                .padding(.vertical, 8)
                .frame(maxWidth: .infinity, minHeight: 44)
                .background(chosen ? palette.chosen.color : palette.background.color)
                .clipShape(RoundedRectangle(cornerRadius: 22))
                .overlay { RoundedRectangle(cornerRadius: 22).strokeBorder(palette.border.color, lineWidth: 1) }
            }
            .buttonStyle(CardStyle())
            .accessibilityLabel(Text(label, in: locale))
            .accessibilityAddTraits(chosen ? .isSelected : [])
        }
    }
#endif
