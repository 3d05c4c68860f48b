import CardPoints
import CardPointsSandbox
import Support
import Testing

@testable import CardPointsUI

@MainActor @Suite(.timeLimit(.minutes(5))) struct ScanScreenTests {
    @Test(arguments: Language.allCases, ScanProblem.allCases)
    func eachScanProblemIsExplainedAndOffersTheNextAction(language: Language, scanProblem: ScanProblem) async throws {
        let first = SharedValue(true)
        let handset = Handset(
            language, .card,
            connector: { card in
                RecordingConnector(VirtualCardConnector(card)) { call in
                    guard call == .tap else { return nil }
                    return first.change { first in
                        defer { first = false }
                        return first ? scanProblem : nil
                    }
                }
            })
        await handset.until { handset.screen?.state.scanProblem != nil }
        let text = scanProblem.text(handset.labels, language)
        #expect(!text.title.isEmpty && !text.paragraphs.isEmpty)
        #expect(handset.elements.first { $0.isHeader }?.label == text.title)
        #expect(text.paragraphs.allSatisfy { text in handset.visibleText.filter { $0 == text }.count == 1 })
        #expect(handset.button(handset.labels.back) != nil && handset.button(handset.labels.stop) != nil)
        if scanProblem.canScanAgain {
            #expect(
                handset.visibleText.contains(handset.screen?.state.text.title ?? "-"), "and what the card is wanted for"
            )
            handset.press(handset.labels.scanAgain)
            await handset.run()
            guard case .done(.card, _)? = handset.screen?.state.step else {
                Issue.record("\(handset.visibleText)")
                return
            }
        } else {
            #expect(handset.button(handset.labels.scanAgain) == nil)
            handset.press(handset.labels.stop)
            await handset.until { handset.button(handset.labels.home) != nil }
        }
    }

    @Test func everyScanProblemHasItsOwnText() {
        let labels = labels(language: .english)
        #expect(Set(ScanProblem.allCases.map { $0.text(labels, .english).title }).count == ScanProblem.allCases.count)
    }

    @Test(arguments: Language.allCases)
    func eachStageIsTickedOnOneScreen(language: Language) async throws {
        let (tap, command) = (Gate(), Turnstile())
        let handset = Handset(
            language,
            connector: { card in
                RecordingConnector(VirtualCardConnector(card)) { call in
                    if call == .tap { await tap.wait() } else if case .transmit = call { await command.pass() }
                    return nil
                }
            })
        let (_, question) = try #require(await handset.question(.password))
        handset.perform(handset.person.answer(question), question)
        await handset.until { if case .tap = handset.screen?.state.step { true } else { false } }
        #expect(handset.elements.contains { $0.label == "\(handset.labels.layHere) \(handset.labels.layEdge)" })
        tap.open()
        let names = [handset.labels.found, handset.labels.read, handset.labels.checked, handset.labels.signed]
        var (ids, ticked, last): (Set<Int>, [Int], Int) = ([], [], 0)
        while true {
            await handset.until { (handset.screen?.state.id ?? 0) > last && handset.screen?.isWaiting != true }
            let screen = try #require(handset.screen)
            last = screen.state.id
            guard case .transmit(_, _, let text) = screen.state.step else { break }
            ids.insert(screen.id)
            let done = names.prefix { name in
                handset.elements.contains { $0.label == "\(name), \(handset.labels.done)" }
            }
            #expect(names.dropFirst(done.count).allSatisfy { name in handset.elements.contains { $0.label == name } })
            if ticked.last != done.count { ticked.append(done.count) }
            #expect(handset.visibleText.contains(text.paragraphs.joined(separator: "\n")))
            command.letThrough()
        }
        #expect(ids.count == 1, "nothing jumps under a person's eyes")
        #expect(ticked == [0, 1, 2, 3])
        #expect(handset.announcements.count >= 3, "each stage is said aloud: \(handset.announcements)")
        command.open()
    }

    @Test func aTapWithoutPasswordHasTwoStages() throws {
        let steps = everyStep(.card)
        let step = try #require(steps.first { if case .transmit = $0 { true } else { false } })
        let labels = labels(language: .english)
        let shown = RenderedScreen(step).tree.visibleText
        #expect(shown.contains(labels.read) && !shown.contains(labels.signed))
    }

    @Test func goingBackFromTheCardAsksAgainWithoutFeedback() async throws {
        let handset = Handset(connector: { card in
            RecordingConnector(VirtualCardConnector(card)) { _ in
                await untilCancelled()
                return .closed
            }
        })
        let (state, question) = try #require(await handset.question(.password))
        handset.perform(handset.person.answer(question), question)
        await handset.until { if case .tap = handset.screen?.state.step { true } else { false } }
        handset.press(handset.labels.back)
        let again = try #require(await handset.nextQuestion(after: state.id + 1))
        #expect(again.question.about == .password || again.question.about == .summary)
        #expect(handset.feedback.isEmpty)
    }
}

extension Screen {
    /// A screen at which the test does not stop.
    fileprivate var isWaiting: Bool {
        switch state.step {
        case .tap: true
        case .ask, .transmit, .send, .done: false
        }
    }
}

/// Lets one caller pass at a time.
final class Turnstile: @unchecked Sendable {
    private let gates = SharedValue<(waiting: [Gate], open: Bool, credit: Int)>(([], false, 0))

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
