#if canImport(SwiftUI) && canImport(UIKit)
    import SwiftUI

    /// Choices as cards, with a search over a long list.
    struct ChoicesView: View {
        let list: ChoiceList
        @Binding var chosen: Set<String>
        @Binding var query: Query

        var body: some View {
            let found = list.found(query)
            LazyVStack(alignment: .leading, spacing: 12) {
                if let search = list.search {
                    SearchView(search: search, hits: list.hits(found), query: $query)
                }
                ForEach(found) { card in
                    ChoiceCardView(card: card, single: list.single, chosen: chosen.contains(card.id)) {
                        chosen = list.pressed(card, chosen)
                    }
                }
            }
        }
    }

    /// One choice: its name, what it is worth, what helps to choose and, where it can't be chosen, why.
    struct ChoiceCardView: View {
        let card: ChoiceList.Card
        let single: Bool
        let chosen: Bool
        let press: @MainActor () -> Void
        @Environment(\.palette) private var palette
        @Environment(\.locale) private var locale

        var body: some View {
            Button(action: press) {
                HStack(alignment: .top, spacing: 12) {
                    Image(systemName: sign).foregroundStyle(.tint).accessibilityHidden(true)
                    VStack(alignment: .leading, spacing: 4) {
                        Said(card.label).font(.headline).foregroundColor(palette.text.color)
                        if !card.amount.isEmpty {
                            Said(card.amount).font(.headline).foregroundColor(worth)
                        }
                        if !card.detail.isEmpty {
                            Said(card.detail).font(.subheadline).foregroundColor(palette.muted.color)
                        }
                        if let barred = card.barred {
                            Said(barred).font(.subheadline.bold()).foregroundColor(palette.text.color)
                        }
                    }
                }
                .multilineTextAlignment(.leading)
                .padding()
                .frame(maxWidth: .infinity, minHeight: 64, alignment: .leading)
                .background(chosen ? palette.chosen.color : palette.background.color)
                .clipShape(RoundedRectangle(cornerRadius: 8))
                .overlay { outline }
                .contentShape(Rectangle())
            }
            .buttonStyle(CardStyle())
            .disabled(card.barred != nil)
            .accessibilityLabel(Text(card.spoken, in: locale))
            .accessibilityAddTraits(chosen ? .isSelected : [])
        }

        private var sign: String {
            switch (card.barred != nil, single, chosen) {
            case (true, _, _): "nosign"
            case (false, true, true): "largecircle.fill.circle"
            case (false, true, false): "circle"
            case (false, false, true): "checkmark.square.fill"
            case (false, false, false): "square"
            }
        }

        private var worth: Color {
            card.barred == nil ? palette.success.color : palette.muted.color
        }

        @ViewBuilder private var outline: some View {
            if card.barred != nil {
                RoundedRectangle(cornerRadius: 8)
                    .strokeBorder(palette.border.color, style: StrokeStyle(lineWidth: 1, dash: [4, 3]))
            } else if chosen {
                RoundedRectangle(cornerRadius: 8).strokeBorder(.tint, lineWidth: 3)
            } else {
                RoundedRectangle(cornerRadius: 8).strokeBorder(palette.border.color, lineWidth: 1)
            }
        }
    }
#endif
