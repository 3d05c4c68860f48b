#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// Choices as cards, with a search above a long list.
    struct ChoicesView: View {
        let list: ChoiceList
        @Binding var selection: Set<String>
        @Binding var query: SearchQuery

        var body: some View {
            let matches = list.matches(query)
            LazyVStack(alignment: .leading, spacing: 12) {
                if let search = list.search {
                    SearchView(search: search, resultText: list.resultText(matches), query: $query)
                }
                ForEach(matches) { item in
                    ChoiceItemView(
                        item: item, isSingleChoice: list.isSingleChoice, isSelected: selection.contains(item.id)
                    ) {
                        selection = list.toggling(item, in: selection)
                    }
                }
            }
        }
    }

    /// One choice: its name, its amount, its details and, if it can't be selected, the reason.
    struct ChoiceItemView: View {
        let item: ChoiceList.Item
        let isSingleChoice: Bool
        let isSelected: Bool
        let onTap: @MainActor () -> Void
        @Environment(\.palette) private var palette
        @Environment(\.locale) private var locale

        var body: some View {
            Button(action: onTap) {
                HStack(alignment: .top, spacing: 12) {
                    Image(systemName: icon).foregroundStyle(.tint).accessibilityHidden(true)
                    VStack(alignment: .leading, spacing: 4) {
                        JourneyText(item.label).font(.headline).foregroundColor(palette.text.color)
                        if !item.amount.isEmpty {
                            JourneyText(item.amount).font(.headline).foregroundColor(amountColor)
                        }
                        if !item.detail.isEmpty {
                            JourneyText(item.detail).font(.subheadline).foregroundColor(palette.secondaryText.color)
                        }
                        if let unavailable = item.unavailable {
                            JourneyText(unavailable).font(.subheadline.bold()).foregroundColor(palette.text.color)
                        }
                    }
                }
                .multilineTextAlignment(.leading)
                .padding()
                .frame(maxWidth: .infinity, minHeight: 64, alignment: .leading)
                .background(isSelected ? palette.selectedBackground.color : palette.background.color)
                .clipShape(RoundedRectangle(cornerRadius: 8))
                .overlay { outline }
                .contentShape(Rectangle())
            }
            .buttonStyle(CardStyle())
            .disabled(item.unavailable != nil)
            .accessibilityLabel(Text(item.accessibilityLabel, in: locale))
            .accessibilityAddTraits(isSelected ? .isSelected : [])
        }

        private var icon: String {
            switch (item.unavailable != nil, isSingleChoice, isSelected) {
            case (true, _, _): "nosign"
            case (false, true, true): "largecircle.fill.circle"
            case (false, true, false): "circle"
            case (false, false, true): "checkmark.square.fill"
            case (false, false, false): "square"
            }
        }

        private var amountColor: Color {
            item.unavailable == nil ? palette.success.color : palette.secondaryText.color
        }

        @ViewBuilder private var outline: some View {
            if item.unavailable != nil {
                RoundedRectangle(cornerRadius: 8)
                    .strokeBorder(palette.border.color, style: StrokeStyle(lineWidth: 1, dash: [4, 3]))
            } else if isSelected {
                RoundedRectangle(cornerRadius: 8).strokeBorder(.tint, lineWidth: 3)
            } else {
                RoundedRectangle(cornerRadius: 8).strokeBorder(palette.border.color, lineWidth: 1)
            }
        }
    }
#endif
