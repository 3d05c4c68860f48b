#if canImport(SwiftUI) && canImport(UIKit)
    import CardPoints
    import SwiftUI

    /// A search field with filters and the number of results.
    struct SearchView: View {
        let search: ChoiceList.Search
        let resultText: String
        @Binding var query: SearchQuery
        @ScaledMetric private var width: CGFloat = 130
        @Environment(\.palette) private var palette
        @Environment(\.locale) private var locale
        @Environment(\.feedbackPlayer) private var feedbackPlayer

        var body: some View {
            VStack(alignment: .leading, spacing: 12) {
                JourneyText(search.label).font(.headline).accessibilityHidden(true)
                TextField(text: $query.text) { JourneyText(search.label) }
                    .disableAutocorrection(true)
                    .textInputAutocapitalization(.never)
                    .submitLabel(.search)
                    .accessibilityLabel(Text(search.label, in: locale))
                    .inputStyle(isInvalid: false)
                if !search.filters.isEmpty {
                    LazyVGrid(
                        columns: [GridItem(.adaptive(minimum: width), spacing: 8)], alignment: .leading, spacing: 8
                    ) {
                        ForEach(search.filters, id: \.id) { filter in
                            FilterChip(label: filter.label, isSelected: query.filter == filter.id) {
                                query.filter = filter.id
                            }
                        }
                    }
                }
                JourneyText(resultText).font(.subheadline).foregroundColor(palette.secondaryText.color)
            }
            .onChange(of: resultText) { feedbackPlayer.announce($0, locale) }
        }
    }

    /// A filter button.
    private struct FilterChip: View {
        let label: String
        let isSelected: Bool
        let onTap: @MainActor () -> Void
        @Environment(\.palette) private var palette
        @Environment(\.locale) private var locale

        var body: some View {
            Button(action: onTap) {
                HStack(spacing: 4) {
                    // A tick as well, since colour alone is not accessible to everybody.
                    if isSelected { Image(systemName: "checkmark").foregroundStyle(.tint).accessibilityHidden(true) }
                    JourneyText(label).font(.subheadline).foregroundColor(palette.text.color)
                }
                .padding(.horizontal, 12)
                .padding(.vertical, 8)
                .frame(maxWidth: .infinity, minHeight: 44)
                .background(isSelected ? palette.selectedBackground.color : palette.background.color)
                .clipShape(RoundedRectangle(cornerRadius: 22))
                .overlay { RoundedRectangle(cornerRadius: 22).strokeBorder(palette.border.color, lineWidth: 1) }
            }
            .buttonStyle(CardStyle())
            .accessibilityLabel(Text(label, in: locale))
            .accessibilityAddTraits(isSelected ? .isSelected : [])
        }
    }
#endif
