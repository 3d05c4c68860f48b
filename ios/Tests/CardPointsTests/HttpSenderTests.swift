import CardPoints
import CardPointsSandbox
import Foundation
import Support
import Testing

/// The library's own HTTP, used from Swift.
@Suite(.timeLimit(.minutes(10))) struct HttpSenderTests {
    private func request(_ url: String) -> HttpRequest {
        HttpRequest(id: 7, method: .get, url: url, body: Secret(""), waitMs: 0, timeoutMs: 120_000)
    }

    @Test func aJourneyStartsOverHttp() async throws {
        let sandbox = Sandbox()
        let server = TestServer { method, path, body in
            let request = HttpRequest(
                id: 1, method: method, url: sandbox.address() + path, body: Secret(body), waitMs: 0, timeoutMs: 1_000)
            guard case .received(_, let status, let body) = sandbox.answer(request: request) else { return nil }
            return (status, body.bytes)
        }
        let sender = try HttpSender(roots: [])
        let journey = Journey(
            kind: .apply, language: .english, backend: server.address, device: .iphone, practice: true)
        var step = journey.next(event: .started)
        while case .send(let request, _, _) = step { step = journey.next(event: await sender.send(request: request)) }
        let question = try #require(step.question)
        #expect(question.problems.isEmpty, "\(question.text)")
    }

    @Test func aClosedPortIsUnreachable() async throws {
        let sender = try HttpSender(roots: [])
        #expect(await sender.send(request: request(TestServer.closedPort() + "/v1/programme")) == .unreachable(id: 7))
    }

    @Test func noOtherHostIsReachableWithoutARoot() async throws {
        let sender = try HttpSender(roots: [])
        for host in ["http://192.0.2.1", "https://192.0.2.1"] {
            #expect(await sender.send(request: request(host + "/v1/programme")) == .unreachable(id: 7), "\(host)")
        }
    }

    @Test func aConnectionClosedWithoutAReplyIsUnreachable() async throws {
        let server = TestServer { _, _, _ in nil }
        let sender = try HttpSender(roots: [])
        #expect(await sender.send(request: request(server.address + "/")) == .unreachable(id: 7))
    }

    @Test func anInvalidRootThrows() {
        #expect {
            try HttpSender(roots: [Data([1, 2, 3])])
        } throws: { error in
            if case .Root(let message)? = error as? HttpSenderError {
                message.hasPrefix("root certificate 0")
            } else {
                false
            }
        }
    }

    @Test(arguments: ["stopped", "released"])
    func stoppingDoesNotWaitForAHangingServer(how: String) async throws {
        let (asked, proceed) = (SharedValue<[Gate]>([]), DispatchSemaphore(value: 0))
        let server = TestServer { _, _, _ in
            asked.change { $0.popLast() }?.open()
            proceed.wait()
            proceed.signal()
            return (200, Data("{}".utf8))
        }
        let rounds = 10
        for nth in 0..<rounds {
            let reached = Gate()
            asked.change { $0.append(reached) }
            var session: JourneySession? = try JourneySession(
                kind: .apply, language: .english, backend: server.address, roots: [],
                connector: VirtualCardConnector(SandboxPhone().card("hanako")))
            let states = session!.states
            await reached.wait()
            if how == "stopped" { session!.stop() } else { session = nil }
            let last = await states.reduce(nil) { $1 }
            #expect(last?.step.outcome == .stopped(submission: .notSent), "round \(nth)")
        }
        // The replies come after the sessions have ended.
        proceed.signal()
        let sender = try HttpSender(roots: [])
        let reply = await sender.send(request: request(server.address + "/"))
        #expect(reply == .received(id: 7, status: 200, body: Secret("{}")))
    }
}
