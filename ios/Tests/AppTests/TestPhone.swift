import CardPoints
import CardPointsSandbox
import Foundation
import Support
import Testing

@testable import CardPointsApp

/// The sandbox's backend, with one person's card.
@MainActor final class TestEnvironment: AppEnvironment {
    var usesSystemSheet = true
    /// Prevents every session.
    var error: HttpSenderError?
    var connector: any CardConnector
    var sendRequest: @Sendable (HttpRequest) async -> Event
    private(set) var startedSessions = 0
    private let address: String

    init(_ sandbox: Sandbox, _ personID: String) {
        connector = VirtualCardConnector(sandbox.card(id: personID)!)
        sendRequest = { @Sendable in sandbox.answer(request: $0) }
        address = sandbox.address()
    }

    func startSession(_ language: Language) throws -> JourneySession {
        if let error { throw error }
        startedSessions += 1
        return JourneySession(
            kind: .home, language: language, backend: address, practice: true, connector: connector,
            sendRequest: sendRequest)
    }
}

/// A phone with the app, and the person who uses it.
@MainActor final class TestPhone {
    let sandbox = Sandbox()
    let environment: TestEnvironment
    let person: Applicant
    let defaults: UserDefaults
    private let suite = "app-tests-\(UUID())"
    private(set) var app: AppModel

    init(_ personID: String = "hanako", systemLanguages: [String] = ["en-GB"]) {
        environment = TestEnvironment(sandbox, personID)
        person = Applicant(sandbox, personID)
        defaults = UserDefaults(suiteName: suite)!
        app = AppModel(
            environment: environment, preferences: AppPreferences(defaults), systemLanguages: systemLanguages)
    }

    deinit {
        UserDefaults(suiteName: suite)!.removePersistentDomain(forName: suite)
    }

    /// Everything that the app has stored.
    var storedValues: [String: Any] { defaults.persistentDomain(forName: suite) ?? [:] }

    var session: JourneySession {
        get throws {
            guard case .journey(let session) = app.content else { throw NoJourneyError() }
            return session
        }
    }

    /// Waits until the app shows a state that meets the condition.
    func waitFor(_ condition: (JourneyState) -> Bool) async {
        if app.state.map(condition) == true { return }
        guard let states = try? session.states else { return }
        for await state in states where condition(state) {
            // The app's own task gets the state at its next turn.
            while app.state.map(condition) != true { await Task.yield() }
            return
        }
        Issue.record("the journey has ended without that state: \(app.state as Any)")
    }

    func waitFor(_ topic: Topic) async {
        await waitFor { $0.topic == topic }
    }

    /// Waits until the app shows that question in that language.
    func waitFor(_ topic: Topic, in language: Language) async {
        let labels = labels(language: language)
        await waitFor { $0.topic == topic && $0.text.practice == labels.practice && app.language == language }
    }

    /// Answers all questions before that one; `nil`: up to the outcome.
    func answer(until topic: Topic?) async throws {
        var answeredID = 0
        while true {
            await waitFor { $0.id > answeredID }
            guard let state = app.state else { return }
            if case .done = state.step { return }
            if let topic, state.topic == topic { return }
            answeredID = state.id
            if case .ask(let question) = state.step { try session.send(person.answer(question), at: state) }
        }
    }

    /// The process is terminated, and the person opens the app again.
    func restart(systemLanguages: [String] = ["en-GB"]) {
        app = AppModel(
            environment: environment, preferences: AppPreferences(defaults), systemLanguages: systemLanguages)
    }
}

struct NoJourneyError: Error {}

extension JourneyState {
    var topic: Topic? {
        if case .ask(let question) = step { question.about } else { nil }
    }
}
