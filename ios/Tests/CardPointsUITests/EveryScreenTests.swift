import CardPoints
import Support
import SwiftUI
import Testing

@testable import CardPointsUI

let errands = [Errand.home, .apply, .preregister, .status, .card, .spots, .help]

@MainActor @Suite(.timeLimit(.minutes(2))) struct EveryScreenTests {
    @Test(arguments: errands, Language.allCases)
    func everyWordOfEveryStepStandsThereOnceAndInOrder(errand: Errand, language: Language) async {
        let labels = labels(language: language)
        for (step, course) in everyStep(errand, "hanako", language) {
            let still = Still(step, nil, language, course: course)
            #expect(still.tree.shown == words(of: step, labels, signs: course.signs))
            await Task.yield()
        }
    }

    /// A card that leaves at any command, having done it or not: each screen says what that means.
    @Test(arguments: Language.allCases)
    func everyWordStandsThereWhenTheCardLeaves(language: Language) async {
        let labels = labels(language: language)
        var seen: Set<[String]> = []
        for (nth, acted) in (1...5).flatMap({ [($0, true), ($0, false)] }) {
            let steps = everyStep(.apply, "hanako", language) { $0.card.tear(nth: Int32(nth), acted: acted) }
            #expect(steps.contains { if case .tap(let why, _) = $0.step { why != .first } else { false } })
            for (step, course) in steps where step.question?.problem == nil {
                let words = words(of: step, labels, signs: course.signs)
                guard seen.insert(words).inserted else { continue }
                #expect(Still(step, nil, language, course: course).tree.shown == words)
                await Task.yield()
            }
        }
    }

    @Test(arguments: Language.allCases)
    func everyPersonsScreensAreReadWithoutAGap(language: Language) async {
        let labels = labels(language: language)
        var seen: Set<[String]> = []
        for person in Support.Phone().sandbox.people() where person.account != nil {
            for (step, course) in everyStep(.apply, person.id, language)
            where seen.insert(words(of: step, labels, signs: course.signs)).inserted {
                await Task.yield()
                for large in [true, false] {
                    let still = Still(step, nil, language, course: course, large: large)
                    let elements = still.tree.elements
                    #expect(elements.filter { $0.isHeader && $0.label == step.words.title }.count == 1)
                    #expect(elements.allSatisfy { !$0.label.isEmpty })
                    #expect(elements.contains { $0.label == labels.practice })
                    // Two that sound alike can't be told apart by who doesn't see where they stand.
                    let buttons = elements.filter { $0.isButton && !still.shows($0) }.map(\.label)
                    #expect(Set(buttons).count == buttons.count)
                    #expect(still.tree.languages.subtracting([language.locale.identifier]).isEmpty)
                }
            }
        }
    }

    @Test func pinningChangesNoWord() {
        for (step, course) in everyStep(.apply) {
            let (large, usual) = (Still(step, course: course), Still(step, course: course, large: false))
            #expect(large.tree.shown.sorted() == usual.tree.shown.sorted())
        }
    }

    @Test func theMainButtonIsInReachOfListsAndFields() throws {
        let play = Play()
        for topic in [Topic.service, .account, .password] {
            let question = try #require(play.asked(topic))
            let still = Still(.ask(question: question), large: false)
            #expect(still.tree.elements.last?.label == question.go)
            #expect(Still(.ask(question: question)).tree.elements.last?.label != question.go)
        }
    }

    @Test(arguments: Language.allCases)
    func nothingSecretIsInAScreen(language: Language) {
        for (step, course) in everyStep(.apply, "hanako", language) {
            let screen = Still(step, nil, language, course: course).screen
            var text = ""
            dump(screen, to: &text)
            for secret in secrets { #expect(!text.contains(secret), "\(secret) in \(text.prefix(200))") }
        }
    }

    /// The password and the security code of Hanako.
    private var secrets: [String] {
        let person = Support.Phone().sandbox.people().first { $0.id == "hanako" }!
        return ([person.pin] + person.account!.codes).map { String(decoding: $0.bytes, as: UTF8.self) }
    }
}

extension Still {
    /// The button that shows a secret: each field has its own, right after it.
    fileprivate func shows(_ element: Element) -> Bool {
        Language.allCases.contains { labels(language: $0).show == element.label }
    }
}

extension [Node] {
    @MainActor fileprivate var languages: Set<String> {
        Set(flatMap(\.all).filter { $0.kind == .text && !$0.text.isEmpty }.map { $0.language ?? "none" })
    }
}
