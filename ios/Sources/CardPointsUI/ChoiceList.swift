import CardPoints
import Foundation

/// Choices as cards, with a search where they are many.
struct ChoiceList: Sendable, Equatable {
    /// One card.
    struct Card: Sendable, Equatable, Identifiable {
        let id: String
        let label: String
        let amount: String
        let detail: String
        /// Why it can't be chosen, in words; `nil`: it can.
        let barred: String?
        fileprivate let tags: [String]
        fileprivate let found: [String]
    }

    /// Finds among many.
    struct Search: Sendable, Equatable {
        let label: String
        /// What lets everything through, under the empty id, then the others.
        let filters: [Filter]
        fileprivate let hits: String
        fileprivate let nothing: String
    }

    let cards: [Card]
    /// One at most may be chosen.
    let single: Bool
    let search: Search?
    /// What was chosen before.
    let chosen: Set<String>

    init(
        _ choices: [Choice], most: Int32, search: String?, filters: [Filter], labels: Labels
    ) {
        cards = choices.map { Card($0, labels) }
        single = most == 1
        chosen = Set(choices.filter { $0.chosen && $0.barred == nil }.map(\.id))
        self.search =
            search == nil && filters.isEmpty
            ? nil
            : Search(
                label: search ?? labels.search,
                filters: filters.isEmpty ? [] : [Filter(id: "", label: labels.all)] + filters,
                hits: labels.hits, nothing: labels.nothingFound)
    }

    /// The cards that a search finds.
    func found(_ query: Query) -> [Card] {
        let part = query.typed.folded
        return cards.filter { card in
            (query.filter.isEmpty || card.tags.contains(query.filter))
                && (part.isEmpty || card.found.contains { $0.range(of: part, options: .literal) != nil })
        }
    }

    /// How many were found, in words.
    func hits(_ found: [Card]) -> String {
        guard let search else { return "" }
        return found.isEmpty ? search.nothing : "\(search.hits) \(found.count)"
    }

    /// What is chosen after a press on `card`.
    func pressed(_ card: Card, _ chosen: Set<String>) -> Set<String> {
        if card.barred != nil { return chosen }
        return single ? [card.id] : chosen.symmetricDifference([card.id])
    }

    /// What was chosen, in the order of the cards.
    func answer(_ chosen: Set<String>) -> Answer {
        .chosen(ids: cards.map(\.id).filter(chosen.contains))
    }
}

/// What is searched for.
struct Query: Sendable, Equatable {
    var typed = ""
    /// A filter's id; empty: all.
    var filter = ""
}

extension ChoiceList.Card {
    fileprivate init(_ choice: Choice, _ labels: Labels) {
        id = choice.id
        label = choice.label
        amount = choice.amount
        detail = choice.detail
        barred = choice.barred.map { "\(labels.notAvailable) \($0)" }
        tags = choice.tags
        found = [choice.label, choice.keywords, choice.id].map(\.folded)
    }

    /// All its words in order, as VoiceOver reads them.
    var spoken: String {
        [label, amount, detail, barred ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
