import CardPoints
import CardPointsSandbox
import Foundation
import Support
import Testing

/// The library's own HTTP, as Swift uses it.
@Suite(.timeLimit(.minutes(10))) struct HttpSenderTests {
    private func request(_ url: String) -> Request {
        Request(id: 7, method: .get, url: url, body: Secret(""), wait: 0, timeout: 120_000)
    }

    @Test func aJourneyBeginsOverHttp() async throws {
        let sandbox = Sandbox()
        let server = Server { method, path, body in
            let request = Request(
                id: 1, method: method, url: sandbox.address() + path, body: Secret(body), wait: 0, timeout: 1_000)
            guard case .received(_, let status, let body) = sandbox.answer(request: request) else { return nil }
            return (status, body.bytes)
        }
        let sender = try HttpSender(roots: [])
        let journey = Journey(
            errand: .apply, language: .english, backend: server.address, device: .iPhone, practice: true)
        var step = journey.next(event: .started)
        while case .send(let request, _) = step { step = journey.next(event: await sender.send(request: request)) }
        let question = try #require(step.question)
        #expect(question.problem == nil, "\(question.words)")
    }

    @Test func aPortWhereNobodyListensIsUnreachable() async throws {
        let sender = try HttpSender(roots: [])
        #expect(await sender.send(request: request(Server.deserted() + "/v1/programme")) == .unreachable(id: 7))
    }

    @Test func noOtherHostIsReachedWithoutARoot() async throws {
        let sender = try HttpSender(roots: [])
        for host in ["http://192.0.2.1", "https://192.0.2.1"] {
            #expect(await sender.send(request: request(host + "/v1/programme")) == .unreachable(id: 7), "\(host)")
        }
    }

    @Test func aConnectionThatIsClosedWithoutAWordIsUnreachable() async throws {
        let server = Server { _, _, _ in nil }
        let sender = try HttpSender(roots: [])
        #expect(await sender.send(request: request(server.address + "/")) == .unreachable(id: 7))
    }

    @Test func whatIsNoCertificateIsTold() {
        #expect {
            try HttpSender(roots: [Data([1, 2, 3])])
        } throws: { error in
            if case .Root(let message)? = error as? Unusable { message.hasPrefix("root certificate 0") } else { false }
        }
    }

    @Test(arguments: ["stopped", "let go"])
    func whoStopsWhileTheServerHangsIsNotKeptWaitingAndNothingCrashesLater(how: String) async throws {
        let (asked, go) = (Shared<[Gate]>([]), DispatchSemaphore(value: 0))
        let server = Server { _, _, _ in
            asked.change { $0.popLast() }?.open()
            go.wait()
            go.signal()
            return (200, Data("{}".utf8))
        }
        let rounds = 10
        for nth in 0..<rounds {
            let there = Gate()
            asked.change { $0.append(there) }
            var session: Session? = try Session(
                errand: .apply, language: .english, backend: server.address, roots: [],
                slot: VirtualSlot(Phone().card("hanako")))
            let moments = session!.moments
            await there.wait()
            if how == "stopped" { session!.stop() } else { session = nil }
            let last = await moments.reduce(nil) { $1 }
            #expect(last?.step.outcome == .stopped(sent: .nothing), "round \(nth)")
        }
        // The replies come when nobody waits for them.
        go.signal()
        let sender = try HttpSender(roots: [])
        let reply = await sender.send(request: request(server.address + "/"))
        #expect(reply == .received(id: 7, status: 200, body: Secret("{}")))
    }
}
