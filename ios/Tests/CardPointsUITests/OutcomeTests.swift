import CardPoints
import CardPointsSandbox
import Support
import SwiftUI
import Testing
import UIKit

@testable import CardPointsUI

@MainActor @Suite(.timeLimit(.minutes(5))) struct OutcomeTests {
    @Test(arguments: Language.allCases)
    func aPersonAppliesFromTheFirstPageToTheReceipt(language: Language) async throws {
        let handset = Handset(language, .home)
        await handset.play()
        guard case .done(.applied(let receipt), let words)? = handset.screen?.moment.step else {
            Issue.record("\(handset.shown)")
            return
        }
        #expect(handset.elements.contains { $0.isHeader && $0.label == words.title })
        #expect(handset.shown.contains(receipt.number))
        #expect(handset.felt == [.done])
        handset.press(handset.labels.print)
        let sheet = try #require(
            handset.tree.flatMap(\.all).compactMap(\.controller).first as? UIActivityViewController)
        let paper = try #require(sheet.activityItems.first as? String)
        #expect(([words.title] + words.text + words.lines.flatMap { [$0.label, $0.value] }).allSatisfy(paper.contains))
        #expect(paper.hasPrefix(handset.labels.practice))
        #expect((sheet.activityItems.last as? UISimpleTextPrintFormatter)?.text == paper)
        handset.press(handset.labels.home)
        #expect(handset.closed == [.applied(receipt: receipt)])
    }

    @Test(arguments: Language.allCases)
    func withoutANetworkTheAnswersStayAndAnotherTryIsOffered(language: Language) async throws {
        let (sandbox, down) = (Sandbox(), Shared(false))
        let handset = Handset(
            language, sandbox: sandbox,
            send: { request in down.value ? .unreachable(id: request.id) : sandbox.answer(request: request) })
        let (first, summary) = try #require(await handset.asked(.summary))
        down.change { $0 = true }
        handset.press(summary.go)
        let (moment, question) = try #require(await handset.asked(after: first.id))
        #expect(
            question.about == .again && handset.elements.contains { $0.isHeader && $0.label == question.words.title })
        down.change { $0 = false }
        handset.press(question.go)
        await handset.play(after: moment.id)
        guard case .done(.applied, _)? = handset.screen?.moment.step else {
            Issue.record("\(handset.shown)")
            return
        }
    }

    @Test func whoeverWaitsCanStop() async throws {
        let (sandbox, hold) = (Sandbox(), Shared(false))
        let handset = Handset(
            sandbox: sandbox,
            send: { request in
                if hold.value { await untilCancelled() }
                return sandbox.answer(request: request)
            })
        let (_, summary) = try #require(await handset.asked(.summary))
        hold.change { $0 = true }
        handset.press(summary.go)
        await handset.until { if case .send = handset.screen?.moment.step { true } else { false } }
        #expect(handset.elements.contains { $0.node.kind == .group && $0.label == handset.labels.waiting })
        handset.press(handset.labels.stop)
        await handset.until { handset.button(handset.labels.home) != nil }
        handset.press(handset.labels.home)
        #expect(handset.closed == [.stopped(sent: .nothing)])
    }

    @Test func theCodeForTheHelpDeskComesLastAndIsNotOnPaper() {
        var words =
            everyStep(.apply).last?.step.words ?? Words(title: "", text: [], lines: [], practice: nil, code: nil)
        words.code = "E-17"
        let still = Still(.done(outcome: .broken, words: words))
        #expect(still.tree.shown.last == "\(labels(language: .english).code) E-17")
        #expect(!words.onPaper.contains("E-17"))
    }

    @Test func anotherSessionBeginsAnewInItsOwnLanguage() async {
        let (one, other) = (Handset(.english), Handset(.japanese))
        let player = Player(Switch(one: one.session, other: other.session))
        await player.until { $0.shown.contains(one.labels.stop) }
        player.change { $0.colorScheme = .dark }
        await player.until { $0.shown.contains(other.labels.stop) }
        #expect(!player.tree.shown.contains(one.labels.practice))
        #expect(player.tree.shown.contains(other.labels.practice))
        player.end()
    }
}

/// The other session where it is dark.
private struct Switch: View {
    let one: Session
    let other: Session
    @Environment(\.colorScheme) private var colorScheme

    var body: some View {
        JourneyView(session: colorScheme == .dark ? other : one) { _ in }
    }
}
