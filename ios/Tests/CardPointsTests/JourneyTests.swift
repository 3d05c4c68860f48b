import CardPoints
import CardPointsSandbox
import Support
import Testing

/// Each kind of journey with each card of the sandbox.
@Suite(.timeLimit(.minutes(10))) struct JourneyTests {
    private let phone = SandboxPhone()

    @Test func everyPersonOfTheSandboxIsInTheTable() {
        let people = phone.sandbox.people().filter { $0.pin.count > 0 }.map(\.id)
        #expect(Set(people) == Set(ExpectedResults.table.keys))
    }

    @Test(arguments: SandboxPhone().sandbox.people().map(\.id))
    func eachPersonReachesTheExpectedOutcome(id: String) async {
        let (person, card) = (phone.person(id), phone.card(id))
        let before = card.tries()
        let outcome = await phone.run(.apply, person, card)
        // People who are not in the table have another kind of card and give up.
        let (expected, passwords) = ExpectedResults.table[id] ?? (.stopped(.notSent), 0)
        #expect(outcome.flatMap(JourneyResult.init) == expected, "\(id): \(outcome as Any)")
        #expect(card.verifies() == passwords, "passwords that came to the card of \(id)")
        #expect(card.verifies() <= person.typedPasswords, "\(id)")
        #expect(card.tries() == (passwords > 0 ? 3 : before), "tries left on the card of \(id)")
    }

    @Test(
        arguments: [JourneyKind.home, .preregister, .status, .card, .spots, .help],
        SandboxPhone().sandbox.people().map(\.id))
    func everyOtherJourneyEndsWithEveryCardAndLosesNoTry(kind: JourneyKind, id: String) async {
        let (person, card) = (phone.person(id), phone.card(id))
        person.appliesAfterStatus = false
        let before = card.tries()
        let outcome = await phone.run(kind, person, card)
        let expected = ExpectedResults.table[id]?.result
        let isExpected =
            switch outcome {
            case .status: kind == .status && expected != nil
            case .preregistered: kind == .preregister && expected != nil
            case .card: kind == .card && expected != nil
            case .finished: kind == .spots || kind == .help
            case .ended(let reason): kind == .home ? expected != nil : expected == .ended(reason)
            case .applied: kind == .home && expected != nil
            case .stopped(let sent): expected == nil && sent == .notSent
            case .internalError, nil: false
            }
        #expect(isExpected, "\(kind), \(id): \(outcome as Any)")
        #expect(card.verifies() <= person.typedPasswords, "\(kind), \(id)")
        #expect(card.tries() == (card.verifies() > 0 ? 3 : before), "\(kind), \(id)")
    }

    @Test(arguments: cardBehaviours(), [JourneyKind.apply, .status, .preregister, .card])
    func eachCardBehaviourNeedsOnePasswordPerJourney(behaviour: String, kind: JourneyKind) async {
        let person = phone.person("hanako")
        person.appliesAfterStatus = false
        let card = phone.sandbox.cardWith(id: "hanako", behaviour: behaviour)!
        let outcome = await phone.run(kind, person, card)
        switch outcome {
        case .applied, .status, .preregistered, .card: break
        // A card that never reports its tries gets no password, and the person gives up.
        case .stopped(.notSent) where card.verifies() == 0: break
        default: Issue.record("\(behaviour), \(kind): \(outcome as Any)")
        }
        #expect(card.verifies() <= 1, "\(behaviour), \(kind)")
        #expect(card.tries() == 3, "\(behaviour), \(kind)")
    }

    @Test(arguments: 1...12, [true, false])
    func anApplicationSucceedsAfterTheCardIsRemovedAtAnyCommand(nth: Int, executed: Bool) async {
        for maxCommandBytes: Int32 in [65_279, 261] {
            let phone = SandboxPhone()
            let (person, card) = (phone.person("hanako"), phone.card("hanako"))
            card.removeAt(nth: Int32(nth), executed: executed)
            let outcome = await phone.run(.apply, person, card, maxCommandBytes: maxCommandBytes)
            let context = "command \(nth), executed \(executed), maxCommandBytes \(maxCommandBytes)"
            #expect(outcome.flatMap(JourneyResult.init) == .applied(measures: 3), "\(context): \(outcome as Any)")
            #expect(card.verifies() <= person.typedPasswords, "\(context)")
            #expect(card.tries() == 3, "\(context)")
        }
    }

    @Test func thePasswordIsNotAskedAgainAfterTheCardIsRemovedBeforeItIsChecked() async {
        let (person, card) = (phone.person("hanako"), phone.card("hanako"))
        card.removeAt(nth: 2, executed: false)
        let outcome = await phone.run(.apply, person, card)
        #expect(outcome.flatMap(JourneyResult.init) == .applied(measures: 3))
        #expect(person.typedPasswords == 1)
        #expect(card.verifies() == 1)
    }

    @Test func afterTwoWrongPasswordsTheLastTryCanBeUsed() async {
        let (person, card) = (phone.person("hanako").typing("0000", "9999"), phone.card("hanako"))
        let outcome = await phone.run(.apply, person, card)
        #expect(outcome.flatMap(JourneyResult.init) == .applied(measures: 3))
        #expect(person.typedPasswords == 3)
        #expect(card.verifies() == 3)
        #expect(person.topics.contains(.lastTry))
    }

    @Test func aPersonWhoRefusesTheLastTryKeepsIt() async {
        let (person, card) = (phone.person("yoko"), phone.card("yoko"))
        person.usesLastTry = false
        card.setTries(tries: 1)
        let outcome = await phone.run(.apply, person, card)
        #expect(outcome == .stopped(submission: .notSent))
        #expect(card.tries() == 1)
        #expect(card.verifies() == 0)
    }

    @Test func threeWrongPasswordsLockTheCard() async {
        let (person, card) = (phone.person("hanako").typing("0000", "1111", "2222"), phone.card("hanako"))
        let outcome = await phone.run(.apply, person, card)
        #expect(outcome == .ended(reason: .passwordLocked))
        #expect(card.tries() == 0)
        #expect(card.verifies() == 3)
        #expect(card.signatures() == 0)
    }
}

/// The result of a journey, without its data.
private enum JourneyResult: Equatable {
    case applied(measures: Int)
    case ended(EndReason)
    case stopped(SubmissionState)

    init?(_ outcome: Outcome) {
        switch outcome {
        case .applied(let receipt): self = .applied(measures: receipt.applied.count)
        case .ended(let reason): self = .ended(reason)
        case .stopped(let sent): self = .stopped(sent)
        case .preregistered, .status, .card, .finished, .internalError: return nil
        }
    }
}

/// The expected result of an application, and how many passwords the card gets.
private enum ExpectedResults {
    static let table: [String: (result: JourneyResult, passwords: Int32)] = [
        "hanako": (.applied(measures: 3), 1), "taro": (.applied(measures: 2), 2), "kiku": (.applied(measures: 2), 2),
        "minoru": (.applied(measures: 1), 3), "midori": (.applied(measures: 2), 2),
        "sora": (.ended(.nothingToApplyFor), 1), "naoki": (.ended(.nothingToApplyFor), 1),
        "aoi": (.ended(.tryLater), 1), "ren": (.ended(.tryLater), 1), "ren-before": (.applied(measures: 3), 1),
        "tsubaki": (.applied(measures: 3), 1), "tsubaki-before": (.applied(measures: 3), 1),
        "hajime": (.ended(.contactHelpDesk), 1), "hajime-before": (.applied(measures: 3), 1),
        "yoko": (.applied(measures: 3), 1), "mei": (.applied(measures: 3), 2), "riku": (.applied(measures: 3), 2),
        "kaito": (.applied(measures: 3), 1), "fumio": (.ended(.renewCertificate), 0), "akira": (.ended(.tryLater), 0),
        "shizuka": (.ended(.renewCertificate), 1), "nozomi": (.applied(measures: 3), 1),
        "kenji": (.ended(.passwordLocked), 0),
        "mirai": (.applied(measures: 3), 1), "hikari": (.applied(measures: 3), 1), "ume": (.applied(measures: 3), 1),
        "foreign": (.ended(.wrongEnvironment), 0),
    ]
}
