import CardPoints
import CardPointsSandbox

/// A phone with a sandbox of its own.
public struct SandboxPhone: Sendable {
    public let sandbox = Sandbox()

    /// A person who taps the card more often than this closes the sheet and stops.
    private static let maxTaps = 6

    public init() {}

    public func person(_ id: String) -> Applicant { Applicant(sandbox, id) }

    public func card(_ id: String) -> VirtualCard { sandbox.card(id: id)! }

    public func journey(_ kind: JourneyKind, language: Language = .english) -> Journey {
        Journey(kind: kind, language: language, backend: sandbox.address(), device: .iphone, practice: true)
    }

    public func runner(
        _ kind: JourneyKind, _ connector: any CardConnector,
        sendRequest: (@Sendable (HttpRequest) async -> Event)? = nil
    ) -> JourneyRunner {
        runner(journey(kind), connector, sendRequest: sendRequest)
    }

    public func runner(
        _ journey: any JourneyProtocol, _ connector: any CardConnector,
        sendRequest: (@Sendable (HttpRequest) async -> Event)? = nil
    ) -> JourneyRunner {
        let sandbox = sandbox
        return JourneyRunner(
            journey: journey, connector: connector, sendRequest: sendRequest ?? { sandbox.answer(request: $0) })
    }

    /// Runs a journey to its outcome.
    public func run(
        _ kind: JourneyKind, _ person: Applicant, _ card: VirtualCard, maxCommandBytes: Int32 = 65_279
    ) async -> Outcome? {
        let taps = SharedValue(0)
        let connector = RecordingConnector(VirtualCardConnector(card, maxCommandBytes: maxCommandBytes)) { call in
            call == .tap
                && taps.change {
                    $0 += 1
                    return $0
                } > Self.maxTaps ? .closed : nil
        }
        return await run(runner(kind, connector), person)
    }

    /// Runs a journey to its outcome; `nil`: it does not end.
    public func run(_ runner: JourneyRunner, _ person: Applicant) async -> Outcome? {
        async let last = runner.run()
        await person.answerAll(in: runner)
        return await last.step.outcome
    }
}

extension Applicant {
    /// More questions than any journey asks.
    private static let maxQuestions = 60

    /// Answers every question until the outcome, except at states for which `ignores` is true. Stops after a problem with the
    /// scan, or after too many questions.
    public func answerAll(
        in runner: JourneyRunner, ignores: @Sendable (JourneyState) -> Bool = { _ in false }
    ) async {
        for await state in runner.states where !ignores(state) {
            switch state.step {
            case .ask(let question):
                runner.send(topics.count < Self.maxQuestions ? answer(question) : .stopped, at: state)
            case .tap where state.scanProblem != nil:
                runner.send(.stopped, at: state)
            case .tap, .transmit, .send, .done: break
            }
        }
    }
}

extension Step {
    /// `nil`: it is not the last step.
    public var outcome: Outcome? {
        if case .done(let outcome, _) = self { outcome } else { nil }
    }

    public var question: Question? {
        if case .ask(let question) = self { question } else { nil }
    }

    public var isTap: Bool {
        if case .tap = self { true } else { false }
    }

    /// The name of the case.
    public var kind: String {
        switch self {
        case .ask: "ask"
        case .tap: "tap"
        case .transmit: "transmit"
        case .send: "send"
        case .done: "done"
        }
    }
}

extension Outcome? {
    public var isApplied: Bool {
        if case .applied? = self { true } else { false }
    }
}

extension Question {
    /// The fields of its form.
    public var fields: [InputField] {
        if case .fill(let fields) = form { fields } else { [] }
    }
}
