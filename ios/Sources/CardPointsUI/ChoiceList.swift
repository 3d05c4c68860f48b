import CardPoints

/// The choices of a question, with a search where there are many.
struct ChoiceList: Sendable, Equatable {
    struct Item: Sendable, Equatable, Identifiable {
        let id: String
        let label: String
        let amount: String
        let detail: String
        /// Why it can't be selected; `nil`: it can.
        let unavailable: String?
    }

    struct Search: Sendable, Equatable {
        let label: String
        /// First the filter that matches everything, with an empty id, then the others.
        let filters: [Filter]
        fileprivate let hits: String
        fileprivate let nothingFound: String
        fileprivate let search: ChoiceSearch

        static func == (one: Search, other: Search) -> Bool {
            one.label == other.label && one.filters == other.filters && one.search === other.search
        }
    }

    let items: [Item]
    /// At most one may be selected.
    let isSingleChoice: Bool
    let search: Search?
    /// The items that are selected initially.
    let selection: Set<String>

    init(
        _ choices: [Choice], maxChoices: Int32, searchLabel: String?, filterGroups: [FilterGroup], labels: Labels
    ) {
        items = choices.map { Item($0, labels) }
        isSingleChoice = maxChoices == 1
        selection = Set(choices.filter { $0.selected && $0.unavailable == nil }.map(\.id))
        let filters = filterGroups.flatMap(\.filters)
        search =
            searchLabel == nil && filters.isEmpty
            ? nil
            : Search(
                label: searchLabel ?? labels.search,
                filters: filters.isEmpty ? [] : [Filter(id: "", label: labels.all)] + filters,
                hits: labels.hits, nothingFound: labels.nothingFound,
                search: ChoiceSearch(choices: choices, filterGroups: filterGroups))
    }

    /// The items that match a query, in the order of the list.
    func matches(_ query: SearchQuery) -> [Item] {
        guard let search else { return items }
        let ids = search.search.find(typed: query.text, filters: query.filter.isEmpty ? [] : [query.filter])
        let matches = Set(ids)
        return items.filter { matches.contains($0.id) }
    }

    /// The number of matches, in words.
    func resultText(_ matches: [Item]) -> String {
        guard let search else { return "" }
        return matches.isEmpty ? search.nothingFound : "\(search.hits) \(matches.count)"
    }

    /// The selection after a tap on `item`.
    func toggling(_ item: Item, in selection: Set<String>) -> Set<String> {
        if item.unavailable != nil { return selection }
        return isSingleChoice ? [item.id] : selection.symmetricDifference([item.id])
    }

    /// The selected items, in the order of the list.
    func answer(_ selection: Set<String>) -> Answer {
        .chosen(ids: items.map(\.id).filter(selection.contains))
    }
}

/// What the person searches for.
struct SearchQuery: Sendable, Equatable {
    var text = ""
    /// The id of the selected filter; empty: all.
    var filter = ""
}

extension ChoiceList.Item {
    fileprivate init(_ choice: Choice, _ labels: Labels) {
        id = choice.id
        label = choice.label
        amount = choice.amount
        detail = choice.detail
        unavailable = choice.unavailable.map { "\(labels.notAvailable) \($0)" }
    }

    var accessibilityLabel: String {
        [label, amount, detail, unavailable ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
