import CardPoints
import CardPointsSandbox
import Support
import Testing

/// Each journey with each card of the practice world.
@Suite(.timeLimit(.minutes(10))) struct JourneysTests {
    private let phone = Phone()

    @Test func thePracticeWorldHasNobodyWhoIsNotTestedHere() {
        let people = phone.sandbox.people().filter { $0.pin.count > 0 }.map(\.id)
        #expect(Set(people) == Set(Applying.table.keys))
    }

    @Test(arguments: Phone().sandbox.people().map(\.id))
    func eachPersonAppliesOrIsToldWhatToDo(id: String) async {
        let (person, card) = (phone.person(id), phone.card(id))
        let before = card.tries()
        let outcome = await phone.play(.apply, person, card)
        // Who is not in the table has something else than an Individual Number Card, and gives up.
        let (comes, shown) = Applying.table[id] ?? (.stopped(.nothing), 0)
        #expect(outcome.flatMap(Came.init) == comes, "\(id): \(outcome as Any)")
        #expect(card.verifies() == shown, "passwords that came to the card of \(id)")
        #expect(card.verifies() <= person.typed, "\(id)")
        #expect(card.tries() == (shown > 0 ? 3 : before), "tries left on the card of \(id)")
    }

    @Test(arguments: [Errand.home, .preregister, .status, .card, .spots, .help], Phone().sandbox.people().map(\.id))
    func everyOtherJourneyEndsWithEveryCardAndCostsNoTry(errand: Errand, id: String) async {
        let (person, card) = (phone.person(id), phone.card(id))
        person.goesOn = false
        let before = card.tries()
        let outcome = await phone.play(errand, person, card)
        let applying = Applying.table[id]?.comes
        let fits =
            switch outcome {
            case .standing: errand == .status && applying != nil
            case .preregistered: errand == .preregister && applying != nil
            case .card: errand == .card && applying != nil
            case .read: errand == .spots || errand == .help
            case .ended(let reason): errand == .home ? applying != nil : applying == .ended(reason)
            case .applied: errand == .home && applying != nil
            case .stopped(let sent): applying == nil && sent == .nothing
            case .broken, nil: false
            }
        #expect(fits, "\(errand), \(id): \(outcome as Any)")
        #expect(card.verifies() <= person.typed, "\(errand), \(id)")
        #expect(card.tries() == (card.verifies() > 0 ? 3 : before), "\(errand), \(id)")
    }

    @Test(arguments: manners(), [Errand.apply, .status, .preregister, .card])
    func eachMannerOfCardComesThroughEachJourneyWithOnePassword(manner: String, errand: Errand) async {
        let person = phone.person("hanako")
        person.goesOn = false
        let card = phone.sandbox.cardWith(id: "hanako", manner: manner)!
        let outcome = await phone.play(errand, person, card)
        switch outcome {
        case .applied, .standing, .preregistered, .card: break
        // A card that never tells its tries is shown no password, and the person gives up.
        case .stopped(.nothing) where card.verifies() == 0: break
        default: Issue.record("\(manner), \(errand): \(outcome as Any)")
        }
        #expect(card.verifies() <= 1, "\(manner), \(errand)")
        #expect(card.tries() == 3, "\(manner), \(errand)")
    }

    @Test(arguments: 1...12, [true, false])
    func aCardTornAwayAtAnyCommandAppliesAllTheSame(nth: Int, acted: Bool) async {
        for largest: Int32 in [65_279, 261] {
            let phone = Phone()
            let (person, card) = (phone.person("hanako"), phone.card("hanako"))
            card.tear(nth: Int32(nth), acted: acted)
            let outcome = await phone.play(.apply, person, card, largest: largest)
            let what = "command \(nth), acted \(acted), largest \(largest)"
            #expect(outcome.flatMap(Came.init) == .applied(measures: 3), "\(what): \(outcome as Any)")
            #expect(card.verifies() <= person.typed, "\(what)")
            #expect(card.tries() == 3, "\(what)")
        }
    }

    @Test func aCardTornAwayBeforeThePasswordNeedsNoTypingAgain() async {
        let (person, card) = (phone.person("hanako"), phone.card("hanako"))
        card.tear(nth: 2, acted: false)
        let outcome = await phone.play(.apply, person, card)
        #expect(outcome.flatMap(Came.init) == .applied(measures: 3))
        #expect(person.typed == 1)
        #expect(card.verifies() == 1)
    }

    @Test func aWrongPasswordIsTypedAgainAndTheLastTryUsedIfWanted() async {
        let (person, card) = (phone.person("hanako").typing("0000", "9999"), phone.card("hanako"))
        let outcome = await phone.play(.apply, person, card)
        #expect(outcome.flatMap(Came.init) == .applied(measures: 3))
        #expect(person.typed == 3)
        #expect(card.verifies() == 3)
        #expect(person.asked.contains(.lastTry))
    }

    @Test func whoDoesNotWantToUseTheLastTryStopsAndKeepsIt() async {
        let (person, card) = (phone.person("yoko"), phone.card("yoko"))
        person.daring = false
        card.setTries(tries: 1)
        let outcome = await phone.play(.apply, person, card)
        #expect(outcome == .stopped(sent: .nothing))
        #expect(card.tries() == 1)
        #expect(card.verifies() == 0)
    }

    @Test func threeWrongPasswordsLockTheCardAndAreTold() async {
        let (person, card) = (phone.person("hanako").typing("0000", "1111", "2222"), phone.card("hanako"))
        let outcome = await phone.play(.apply, person, card)
        #expect(outcome == .ended(reason: .locked))
        #expect(card.tries() == 0)
        #expect(card.verifies() == 3)
        #expect(card.signatures() == 0)
    }
}

/// What a journey came to, without its data.
private enum Came: Equatable {
    case applied(measures: Int)
    case ended(Reason)
    case stopped(Sent)

    init?(_ outcome: Outcome) {
        switch outcome {
        case .applied(let receipt): self = .applied(measures: receipt.standing.count)
        case .ended(let reason): self = .ended(reason)
        case .stopped(let sent): self = .stopped(sent)
        case .preregistered, .standing, .card, .read, .broken: return nil
        }
    }
}

/// What applying comes to, and how many passwords the card is shown.
private enum Applying {
    static let table: [String: (comes: Came, shown: Int32)] = [
        "hanako": (.applied(measures: 3), 1), "taro": (.applied(measures: 2), 2), "kiku": (.applied(measures: 2), 2),
        "minoru": (.applied(measures: 1), 3), "midori": (.applied(measures: 2), 2),
        "sora": (.ended(.nothingToApplyFor), 1), "naoki": (.ended(.nothingToApplyFor), 1),
        "aoi": (.ended(.later), 1), "ren": (.ended(.later), 1), "ren-before": (.applied(measures: 3), 1),
        "tsubaki": (.applied(measures: 3), 1), "tsubaki-before": (.applied(measures: 3), 1),
        "hajime": (.ended(.helpDesk), 1), "hajime-before": (.applied(measures: 3), 1),
        "yoko": (.applied(measures: 3), 1), "mei": (.applied(measures: 3), 2), "riku": (.applied(measures: 3), 2),
        "kaito": (.applied(measures: 3), 1), "fumio": (.ended(.renew), 0), "akira": (.ended(.later), 0),
        "shizuka": (.ended(.renew), 1), "nozomi": (.applied(measures: 3), 1), "kenji": (.ended(.locked), 0),
        "mirai": (.applied(measures: 3), 1), "hikari": (.applied(measures: 3), 1), "ume": (.applied(measures: 3), 1),
        "foreign": (.ended(.otherWorld), 0),
    ]
}
