import CardPoints
import CardPointsSandbox
import Support
import Testing

@testable import CardPointsUI

@MainActor @Suite(.timeLimit(.minutes(5))) struct CardTests {
    @Test(arguments: Language.allCases, Hindrance.allCases)
    func eachHindranceIsSaidAndLeadsOn(language: Language, hindrance: Hindrance) async throws {
        let first = Shared(true)
        let handset = Handset(
            language, .card,
            slot: { card in
                RecordingSlot(VirtualSlot(card)) { call in
                    guard call == .tap else { return nil }
                    return first.change { first in
                        defer { first = false }
                        return first ? hindrance : nil
                    }
                }
            })
        await handset.until { handset.screen?.moment.hindrance != nil }
        let words = hindrance.words(handset.labels, language)
        #expect(!words.title.isEmpty && !words.text.isEmpty)
        #expect(handset.elements.first { $0.isHeader }?.label == words.title)
        #expect(words.text.allSatisfy { text in handset.shown.filter { $0 == text }.count == 1 })
        #expect(handset.button(handset.labels.back) != nil && handset.button(handset.labels.stop) != nil)
        if hindrance.passes {
            #expect(
                handset.shown.contains(handset.screen?.moment.words.title ?? "-"), "and what the card is wanted for")
            handset.press(handset.labels.scanAgain)
            await handset.play()
            guard case .done(.card, _)? = handset.screen?.moment.step else {
                Issue.record("\(handset.shown)")
                return
            }
        } else {
            #expect(handset.button(handset.labels.scanAgain) == nil)
            handset.press(handset.labels.stop)
            await handset.until { handset.button(handset.labels.home) != nil }
        }
    }

    @Test func everyHindranceHasWordsOfItsOwn() {
        let labels = labels(language: .english)
        #expect(Set(Hindrance.allCases.map { $0.words(labels, .english).title }).count == Hindrance.allCases.count)
    }

    @Test(arguments: Language.allCases)
    func eachStageIsTickedAsItIsDoneOnOneScreen(language: Language) async throws {
        let (tap, command) = (Gate(), Turnstile())
        let handset = Handset(
            language,
            slot: { card in
                RecordingSlot(VirtualSlot(card)) { call in
                    if call == .tap { await tap.wait() } else if case .transmit = call { await command.pass() }
                    return nil
                }
            })
        let (_, question) = try #require(await handset.asked(.password))
        handset.perform(handset.person.answer(question), question)
        await handset.until { if case .tap = handset.screen?.moment.step { true } else { false } }
        #expect(handset.elements.contains { $0.label == "\(handset.labels.layHere) \(handset.labels.layEdge)" })
        tap.open()
        let names = [handset.labels.found, handset.labels.read, handset.labels.checked, handset.labels.signed]
        var (ids, ticked, last): (Set<Int>, [Int], Int) = ([], [], 0)
        while true {
            await handset.until { (handset.screen?.moment.id ?? 0) > last && handset.screen?.isWaiting != true }
            let screen = try #require(handset.screen)
            last = screen.moment.id
            guard case .transmit(_, _, let words) = screen.moment.step else { break }
            ids.insert(screen.id)
            let done = names.prefix { name in
                handset.elements.contains { $0.label == "\(name), \(handset.labels.done)" }
            }
            #expect(names.dropFirst(done.count).allSatisfy { name in handset.elements.contains { $0.label == name } })
            if ticked.last != done.count { ticked.append(done.count) }
            #expect(handset.shown.contains(words.text.joined(separator: "\n")))
            command.letThrough()
        }
        #expect(ids.count == 1, "nothing jumps under a person's eyes")
        #expect(ticked == [0, 1, 2, 3])
        #expect(handset.said.count >= 3, "each stage is said aloud: \(handset.said)")
        command.open()
    }

    @Test func withoutAPasswordThereIsNothingToCheckAndToSign() throws {
        let steps = everyStep(.card)
        let (step, course) = try #require(steps.first { if case .transmit = $0.step { true } else { false } })
        let labels = labels(language: .english)
        let shown = Still(step, course: course).tree.shown
        #expect(shown.contains(labels.read) && !shown.contains(labels.signed))
    }

    @Test func whoGoesBackFromTheCardIsAskedAgainAndFeelsNothing() async throws {
        let handset = Handset(slot: { card in
            RecordingSlot(VirtualSlot(card)) { _ in
                await untilCancelled()
                return .closed
            }
        })
        let (moment, question) = try #require(await handset.asked(.password))
        handset.perform(handset.person.answer(question), question)
        await handset.until { if case .tap = handset.screen?.moment.step { true } else { false } }
        handset.press(handset.labels.back)
        let again = try #require(await handset.asked(after: moment.id + 1))
        #expect(again.question.about == .password || again.question.about == .summary)
        #expect(handset.felt.isEmpty)
    }
}

extension Screen {
    /// Nothing that a test waits for.
    fileprivate var isWaiting: Bool {
        switch moment.step {
        case .tap: true
        case .ask, .transmit, .send, .done: false
        }
    }
}

/// Lets one through at a time.
final class Turnstile: @unchecked Sendable {
    private let gates = Shared<(waiting: [Gate], open: Bool, credit: Int)>(([], false, 0))

    func pass() async {
        let gate = Gate()
        let through = gates.change { state in
            if state.open { return true }
            if state.credit > 0 {
                state.credit -= 1
                return true
            }
            state.waiting.append(gate)
            return false
        }
        if !through { await gate.wait() }
    }

    func letThrough() {
        let gate = gates.change { state -> Gate? in
            if state.waiting.isEmpty {
                state.credit += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        gate?.open()
    }

    func open() {
        let waiting = gates.change { state in
            state.open = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for gate in waiting { gate.open() }
    }
}
