import CardPoints
import Support
import Testing

@testable import CardPointsUI

@MainActor @Suite(.timeLimit(.minutes(5))) struct SearchTests {
    @Test(arguments: [
        ("さくらぺい", "サクラペイ"), ("サクラペイ", "ｻｸﾗﾍﾟｲ"), ("nagisa ic", "Ｎａｇｉｓａ　ＩＣ"), ("ヴ", "ゔ"),
    ]) func widthCaseAndKindOfKanaAreOne(one: String, other: String) {
        #expect(Array(one.folded.unicodeScalars) == Array(other.folded.unicodeScalars))
    }

    @Test func otherLettersStayOtherLetters() {
        #expect("はな".folded != "ばな".folded)
        #expect("ナギサー".folded == "なぎさー")
    }

    @Test(arguments: [
        (Language.english, "ｎａｇｉｓａ", "Nagisa IC"), (.english, "なぎさ", "Nagisa IC"),
        (.japanese, "ナギサ", "なぎさIC"), (.japanese, "ﾅｷﾞｻ", "なぎさIC"), (.japanese, "ＩＣ", "なぎさIC"),
    ])
    func aSearchFindsByNameAndReadingAndSaysHowMany(language: Language, typed: String, found: String) async throws {
        let handset = Handset(language)
        let (_, question) = try #require(await handset.asked(.service))
        handset.fields[0].node.type?(typed)
        #expect(handset.names(question).contains(found), "\(handset.names(question))")
        let hits = "\(handset.labels.hits) \(handset.names(question).count)"
        #expect(handset.shown.contains(hits) && handset.said.last == hits)
        handset.fields[0].node.type?("qqqq")
        #expect(handset.names(question).isEmpty && handset.shown.contains(handset.labels.nothingFound))
    }

    @Test(arguments: Language.allCases)
    func aFilterLetsItsOwnThrough(language: Language) async throws {
        let handset = Handset(language)
        let (_, question) = try #require(await handset.asked(.service))
        guard case .choose(let choices, _, _, _, let filters) = question.form else { return }
        #expect(!filters.isEmpty)
        for filter in filters {
            handset.press(filter.label)
            #expect(handset.button(filter.label)?.isSelected == true)
            #expect(handset.names(question) == choices.filter { $0.tags.contains(filter.id) }.map(\.label))
        }
        handset.press(handset.labels.all)
        #expect(handset.names(question) == choices.map(\.label))
    }

    @Test func whatWasChosenStaysChosenUnderASearch() async throws {
        let handset = Handset()
        let (moment, question) = try #require(await handset.asked(.service))
        handset.card(handset.names(question)[0])?.node.press?()
        handset.fields[0].node.type?("nagisa")
        handset.press(question.go)
        #expect(await handset.asked(after: moment.id)?.question.about == .account)
    }

    @Test func theSearchStaysWhereTheSameListComesAgain() async throws {
        let handset = Handset()
        let (moment, question) = try #require(await handset.asked(.service))
        handset.fields[0].node.type?("sakura")
        handset.press(question.go)
        let again = try #require(await handset.asked(after: moment.id))
        #expect(again.question.about == .service && again.question.problem != nil)
        #expect(handset.fields[0].node.text == "sakura")
    }

    @Test func aHundredAreSearchedAtOnce() {
        let choices = (0..<100).map { index in
            Choice(
                id: "s\(index)", label: "サービス\(index)", detail: "", amount: "", barred: nil, chosen: false,
                keywords: "さーびす", tags: index % 2 == 0 ? ["even"] : [])
        }
        let list = ChoiceList(
            choices, most: 1, search: "Search", filters: [Filter(id: "even", label: "Even")],
            labels: labels(language: .japanese))
        #expect(list.found(Query()).count == 100)
        #expect(list.found(Query(typed: "ｻｰﾋﾞｽ7")).map(\.id) == ["s7"] + (70..<80).map { "s\($0)" })
        #expect(list.found(Query(typed: "さーびす", filter: "even")).count == 50)
    }
}
