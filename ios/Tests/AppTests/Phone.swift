import CardPoints
import CardPointsSandbox
import Foundation
import Support
import Testing

@testable import CardPointsApp

/// The practice backend, and a slot in which that person's card lies.
@MainActor final class TestWorld: World {
    var hasSheet = true
    /// No journey can be had.
    var fault: Unusable?
    /// Where cards are laid on.
    var slot: any CardSlot
    /// What becomes of requests.
    var send: @Sendable (Request) async -> Event
    private(set) var begun = 0
    private let address: String

    init(_ sandbox: Sandbox, _ id: String) {
        slot = VirtualSlot(sandbox.card(id: id)!)
        send = { @Sendable in sandbox.answer(request: $0) }
        address = sandbox.address()
    }

    func begin(_ language: Language) throws -> Session {
        if let fault { throw fault }
        begun += 1
        return Session(
            errand: .home, language: language, backend: address, practice: true, slot: slot, send: send)
    }
}

/// The app in somebody's hand.
@MainActor final class Phone {
    let sandbox = Sandbox()
    let world: TestWorld
    let person: Applicant
    let defaults: UserDefaults
    private let suite = "app-tests-\(UUID())"
    private(set) var app: AppModel

    init(_ id: String = "hanako", system: [String] = ["en-GB"]) {
        world = TestWorld(sandbox, id)
        person = Applicant(sandbox, id)
        defaults = UserDefaults(suiteName: suite)!
        app = AppModel(world: world, kept: Kept(defaults), system: system)
    }

    deinit {
        UserDefaults(suiteName: suite)!.removePersistentDomain(forName: suite)
    }

    /// What the app itself has kept.
    var kept: [String: Any] { defaults.persistentDomain(forName: suite) ?? [:] }

    var session: Session {
        get throws {
            guard case .journey(let session) = app.screen else { throw NoJourney() }
            return session
        }
    }

    /// Waits until the app shows that.
    func shows(_ wanted: (Moment) -> Bool) async {
        if app.moment.map(wanted) == true { return }
        guard let moments = try? session.moments else { return }
        for await moment in moments where wanted(moment) {
            // The app hears of it as we do, at its own turn.
            while app.moment.map(wanted) != true { await Task.yield() }
            return
        }
        Issue.record("it is over, and was never shown: \(app.moment as Any)")
    }

    func shows(_ topic: Topic) async {
        await shows { $0.topic == topic }
    }

    /// Waits until the app shows that question in that language.
    func shows(_ topic: Topic, in language: Language) async {
        let labels = labels(language: language)
        await shows { $0.topic == topic && $0.words.practice == labels.practice && app.language == language }
    }

    /// The person answers what is asked until that is.
    func goOn(to topic: Topic?) async throws {
        var answered = 0
        while true {
            await shows { $0.id > answered }
            guard let moment = app.moment else { return }
            if case .done = moment.step { return }
            if let topic, moment.topic == topic { return }
            answered = moment.id
            if case .ask(let question) = moment.step { try session.tell(person.answer(question), at: moment) }
        }
    }

    /// The process dies, and the person opens the app again.
    func restart(system: [String] = ["en-GB"]) {
        app = AppModel(world: world, kept: Kept(defaults), system: system)
    }
}

struct NoJourney: Error {}

extension Moment {
    var topic: Topic? {
        if case .ask(let question) = step { question.about } else { nil }
    }
}
