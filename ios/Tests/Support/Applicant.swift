import CardPoints
import CardPointsSandbox

/// A person who answers what they are asked: who owns a card and knows its password, and wants everything.
///
/// Every answer is made anew, since a conversation wipes what it was told. For one task at a time.
public final class Applicant: @unchecked Sendable {
    /// Whose card it is.
    public let id: String
    /// To "have you applied before?": `no`, `yes`, `unsure`.
    public var applied = "no"
    /// Who it is for: `myself`, `representative`.
    public var holder = "myself"
    /// Measures; those that can't be chosen are left out.
    public var measures = ["new-card", "health-insurance", "receipt-account"]
    /// Where the points shall go.
    public var account: Account?
    /// Passwords in the order in which they are typed; the last one again and again. Whose card has none types one all the same.
    public var passwords: [String]
    /// Uses the last try.
    public var daring = true
    /// Goes on from what stands to apply.
    public var goesOn = true
    /// How often a password of four digits was typed.
    public private(set) var typed = 0
    /// What was asked, in order.
    public private(set) var asked: [Topic] = []

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

    /// The answer; `Event.stopped` where this person can only stop.
    public func answer(_ question: Question) -> Event {
        asked.append(question.about)
        return said(question).map { .answered(answer: $0) } ?? .stopped
    }

    private func said(_ question: Question) -> Answer? {
        switch question.form {
        case .password: .password(password: Secret(password()))
        case .check: .agreed
        case .agree: daring || question.about != .lastTry ? .agreed : nil
        case .fill(let fields):
            account.map { account in
                .filled(
                    entries: zip(fields, [account.id] + account.codes)
                        .map { Entry(field: $0.id, value: Secret($1.bytes)) })
            }
        case .choose(let choices, _, _, _, _):
            chosen(question, choices.filter { $0.barred == nil }.map(\.id)).map { .chosen(ids: $0) }
        }
    }

    private func chosen(_ question: Question, _ open: [String]) -> [String]? {
        switch question.about {
        case .applied: return [applied]
        case .holder:
            // Who is told that it is otherwise answers otherwise.
            if question.problem != nil { holder = holder == "myself" ? "representative" : "myself" }
            return [holder]
        case .measures: return measures.filter(open.contains)
        case .service: return account.flatMap { open.contains($0.service) ? [$0.service] : nil }
        case .standing: return [goesOn ? "apply" : "done"]
        case .spots, .page: return ["done"]
        default: return open.first.map { [$0] }
        }
    }

    private func password() -> String {
        let password = passwords.count > 1 ? passwords.removeFirst() : passwords[0]
        if password.count == 4 { typed += 1 }
        return password
    }
}
