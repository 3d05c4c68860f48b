import CardPoints
import CardPointsSandbox

/// A person who answers every question: they have a card, know its password and apply for everything.
///
/// Every answer is a new object, since a runner wipes what it is sent. For one task at a time.
public final class Applicant: @unchecked Sendable {
    /// The person in the sandbox whose card it is.
    public let id: String
    /// The answer to "have you applied before?": `no`, `yes`, `unsure`.
    public var applied = "no"
    /// The holder of the points: `myself`, `representative`.
    public var holder = "myself"
    /// The measures to select; unavailable ones are left out.
    public var measures = ["new-card", "health-insurance", "receipt-account"]
    /// The account that receives the points.
    public var account: Account?
    /// The passwords in the order in which they are typed; the last one is repeated. A person without a password types one anyway.
    public var passwords: [String]
    /// Agrees to use the last try.
    public var usesLastTry = true
    /// Applies after reading the status.
    public var appliesAfterStatus = true
    /// How often a password of four digits was typed.
    public private(set) var typedPasswords = 0
    /// The topics of all questions, in order.
    public private(set) var topics: [Topic] = []

    public init(_ sandbox: Sandbox, _ id: String) {
        let person = sandbox.people().first { $0.id == id }!
        self.id = id
        account = person.account
        passwords = [person.pin.count == 0 ? "0000" : String(decoding: person.pin.bytes, as: UTF8.self)]
    }

    /// Types these wrong passwords first.
    public func typing(_ wrong: String...) -> Applicant {
        passwords = wrong + passwords
        return self
    }

    /// The answer to a question; `Event.stopped` where this person can only stop.
    public func answer(_ question: Question) -> Event {
        topics.append(question.about)
        return formAnswer(question).map { .answered(answer: $0) } ?? .stopped
    }

    private func formAnswer(_ question: Question) -> Answer? {
        switch question.form {
        case .password: .password(password: Secret(nextPassword()))
        case .review: .confirmed
        case .confirm: usesLastTry || question.about != .lastTry ? .confirmed : nil
        case .fill(let fields):
            account.map { account in
                .filled(
                    values: zip(fields, [account.id] + account.codes)
                        .map { FieldValue(field: $0.id, value: Secret($1.bytes)) })
            }
        case .choose(let choices, _, _, _, _):
            selection(question, choices.filter { $0.unavailable == nil }.map(\.id)).map { .chosen(ids: $0) }
        }
    }

    private func selection(_ question: Question, _ available: [String]) -> [String]? {
        switch question.about {
        case .applied: return [applied]
        case .holder:
            // Gives the other answer when the first one was wrong.
            if !question.problems.isEmpty { holder = holder == "myself" ? "representative" : "myself" }
            return [holder]
        case .measures: return measures.filter(available.contains)
        case .service: return account.flatMap { available.contains($0.service) ? [$0.service] : nil }
        case .status: return [appliesAfterStatus ? "apply" : "done"]
        case .spots, .helpPage: return ["done"]
        default: return available.first.map { [$0] }
        }
    }

    private func nextPassword() -> String {
        let password = passwords.count > 1 ? passwords.removeFirst() : passwords[0]
        if password.count == 4 { typedPasswords += 1 }
        return password
    }
}
