import CardPoints
import CardPointsSandbox
import Support
import SwiftUI
import Testing
import UIKit

@testable import CardPointsUI

@MainActor @Suite(.timeLimit(.minutes(5))) struct OutcomeTests {
    @Test(arguments: Language.allCases)
    func anApplicationRunsFromTheFirstPageToTheReceipt(language: Language) async throws {
        let handset = Handset(language, .home)
        await handset.run()
        guard case .done(.applied(let receipt), let text)? = handset.screen?.state.step else {
            Issue.record("\(handset.visibleText)")
            return
        }
        #expect(handset.elements.contains { $0.isHeader && $0.label == text.title })
        #expect(handset.visibleText.contains(receipt.number))
        #expect(handset.feedback == [.success])
        handset.press(handset.labels.print)
        let sheet = try #require(
            handset.tree.flatMap(\.withDescendants).compactMap(\.controller).first as? UIActivityViewController)
        let paper = try #require(sheet.activityItems.first as? String)
        #expect(
            ([text.title] + text.paragraphs + text.facts.flatMap { [$0.label, $0.value] }).allSatisfy(paper.contains)
        )
        #expect(paper.hasPrefix(handset.labels.practice))
        #expect((sheet.activityItems.last as? UISimpleTextPrintFormatter)?.text == paper)
        handset.press(handset.labels.home)
        #expect(handset.closed == [.applied(receipt: receipt)])
    }

    @Test(arguments: Language.allCases)
    func withoutANetworkAnswersAreKeptAndARetryIsOffered(language: Language) async throws {
        let (sandbox, down) = (Sandbox(), SharedValue(false))
        let handset = Handset(
            language, sandbox: sandbox,
            sendRequest: { request in down.value ? .unreachable(id: request.id) : sandbox.answer(request: request) })
        let (first, summary) = try #require(await handset.question(.summary))
        down.change { $0 = true }
        handset.press(summary.submit)
        let (state, question) = try #require(await handset.nextQuestion(after: first.id))
        #expect(
            question.about == .tryAgain && handset.elements.contains { $0.isHeader && $0.label == question.text.title })
        down.change { $0 = false }
        handset.press(question.submit)
        await handset.run(after: state.id)
        guard case .done(.applied, _)? = handset.screen?.state.step else {
            Issue.record("\(handset.visibleText)")
            return
        }
    }

    @Test func aRequestCanBeStopped() async throws {
        let (sandbox, hold) = (Sandbox(), SharedValue(false))
        let handset = Handset(
            sandbox: sandbox,
            sendRequest: { request in
                if hold.value { await untilCancelled() }
                return sandbox.answer(request: request)
            })
        let (_, summary) = try #require(await handset.question(.summary))
        hold.change { $0 = true }
        handset.press(summary.submit)
        await handset.until { if case .send = handset.screen?.state.step { true } else { false } }
        #expect(handset.elements.contains { $0.node.kind == .group && $0.label == handset.labels.waiting })
        handset.press(handset.labels.stop)
        await handset.until { handset.button(handset.labels.home) != nil }
        handset.press(handset.labels.home)
        #expect(handset.closed == [.stopped(submission: .notSent)])
    }

    @Test func theSupportCodeIsLastAndNotShared() {
        var text =
            everyStep(.apply).last?.text
            ?? ScreenText(title: "", paragraphs: [], facts: [], practice: nil, supportCode: nil, feedback: nil)
        text.supportCode = "E-17"
        let rendered = RenderedScreen(.done(outcome: .internalError, text: text))
        #expect(rendered.tree.visibleText.last == "\(labels(language: .english).code) E-17")
        #expect(!text.plainText.contains("E-17"))
    }

    @Test func anotherSessionStartsAgainInItsOwnLanguage() async {
        let (one, other) = (Handset(.english), Handset(.japanese))
        let host = ViewHost(Switch(one: one.session, other: other.session))
        await host.until { $0.visibleText.contains(one.labels.stop) }
        host.change { $0.colorScheme = .dark }
        await host.until { $0.visibleText.contains(other.labels.stop) }
        #expect(!host.tree.visibleText.contains(one.labels.practice))
        #expect(host.tree.visibleText.contains(other.labels.practice))
        host.end()
    }
}

/// Shows the other session in the dark appearance.
private struct Switch: View {
    let one: JourneySession
    let other: JourneySession
    @Environment(\.colorScheme) private var colorScheme

    var body: some View {
        JourneyView(session: colorScheme == .dark ? other : one) { _ in }
    }
}
