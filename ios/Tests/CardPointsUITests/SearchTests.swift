import CardPoints
import Support
import Testing

@testable import CardPointsUI

@MainActor @Suite(.timeLimit(.minutes(5))) struct SearchTests {
    @Test(arguments: [
        ("さくらぺい", "サクラペイ", "さくらぺい"), ("サクラペイ", "ｻｸﾗﾍﾟｲ", "さくらぺい"), ("nagisa ic", "Ｎａｇｉｓａ　ＩＣ", "nagisaic"),
        ("ヴ", "ゔ", "ゔ"),
    ]) func foldingIgnoresWidthCaseAndKindOfKana(one: String, other: String, key: String) {
        let search = ChoiceSearch(choices: [choice("1", key)], filterGroups: [])
        #expect(search.find(typed: one, filters: []) == ["1"] && search.find(typed: other, filters: []) == ["1"])
    }

    @Test func foldingKeepsOtherDifferences() {
        let search = ChoiceSearch(choices: [choice("1", "ばな"), choice("2", "なぎさー")], filterGroups: [])
        #expect(search.find(typed: "はな", filters: []) == [])
        #expect(search.find(typed: "ナギサー", filters: []) == ["2"])
    }

    @Test(arguments: [
        (Language.english, "ｎａｇｉｓａ", "Nagisa IC"), (.english, "なぎさ", "Nagisa IC"),
        (.japanese, "ナギサ", "なぎさIC"), (.japanese, "ﾅｷﾞｻ", "なぎさIC"), (.japanese, "ＩＣ", "なぎさIC"),
    ])
    func aSearchMatchesNamesAndReadingsAndShowsTheNumberOfResults(language: Language, typed: String, found: String)
        async throws
    {
        let handset = Handset(language)
        let (_, question) = try #require(await handset.question(.service))
        handset.fields[0].node.onInput?(typed)
        #expect(handset.visibleChoices(question).contains(found), "\(handset.visibleChoices(question))")
        let hits = "\(handset.labels.hits) \(handset.visibleChoices(question).count)"
        #expect(handset.visibleText.contains(hits) && handset.announcements.last == hits)
        handset.fields[0].node.onInput?("qqqq")
        #expect(handset.visibleChoices(question).isEmpty && handset.visibleText.contains(handset.labels.nothingFound))
    }

    @Test(arguments: Language.allCases)
    func aFilterShowsOnlyItsChoices(language: Language) async throws {
        let handset = Handset(language)
        let (_, question) = try #require(await handset.question(.service))
        guard case .choose(let choices, _, _, _, let filterGroups) = question.form else { return }
        let filters = filterGroups.flatMap(\.filters)
        #expect(!filters.isEmpty)
        for filter in filters {
            handset.press(filter.label)
            #expect(handset.button(filter.label)?.isSelected == true)
            #expect(handset.visibleChoices(question) == choices.filter { $0.filters.contains(filter.id) }.map(\.label))
        }
        handset.press(handset.labels.all)
        #expect(handset.visibleChoices(question) == choices.map(\.label))
    }

    @Test func theSelectionStaysDuringASearch() async throws {
        let handset = Handset()
        let (state, question) = try #require(await handset.question(.service))
        handset.choice(handset.visibleChoices(question)[0])?.node.onTap?()
        handset.fields[0].node.onInput?("nagisa")
        handset.press(question.submit)
        #expect(await handset.nextQuestion(after: state.id)?.question.about == .account)
    }

    @Test func theSearchTextStaysWhenTheSameListComesAgain() async throws {
        let handset = Handset()
        let (state, question) = try #require(await handset.question(.service))
        handset.fields[0].node.onInput?("sakura")
        handset.press(question.submit)
        let again = try #require(await handset.nextQuestion(after: state.id))
        #expect(again.question.about == .service && !again.question.problems.isEmpty)
        #expect(handset.fields[0].node.text == "sakura")
    }

    @Test func aHundredChoicesAreSearched() {
        let choices = (0..<100).map { index in
            choice("s\(index)", "さーびす\(index)", filters: index % 2 == 0 ? ["even"] : [])
        }
        let list = ChoiceList(
            choices, maxChoices: 1, searchLabel: "Search",
            filterGroups: [FilterGroup(filters: [Filter(id: "even", label: "Even")])],
            labels: labels(language: .japanese))
        #expect(list.matches(SearchQuery()).count == 100)
        #expect(list.matches(SearchQuery(text: "ｻｰﾋﾞｽ7")).map(\.id) == ["s7"] + (70..<80).map { "s\($0)" })
        #expect(list.matches(SearchQuery(text: "さーびす", filter: "even")).count == 50)
    }

    private func choice(_ id: String, _ searchKey: String, filters: [String] = []) -> Choice {
        Choice(
            id: id, label: searchKey, detail: "", amount: "", unavailable: nil, selected: false, searchKey: searchKey,
            filters: filters)
    }
}
