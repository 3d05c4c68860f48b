import CardPointsSandbox
import Foundation
import Support
import Testing

@testable import CardPoints

/// What nobody may see is shown by nothing.
@Suite(.timeLimit(.minutes(10))) struct SecretTests {
    @Test func noStepAndNoEventOfAJourneyShowsAPasswordACodeOrACommand() throws {
        let play = Play()
        let account = try #require(play.person.account)
        let right = try #require(play.person.passwords.last)
        let wrong = "8264"
        play.person.passwords.insert(wrong, at: 0)
        var hidden = [wrong, right].map { Data($0.utf8) } + account.codes.map(\.bytes)
        var step = play.next(.started)
        var shown: [(String, String)] = []
        while step.outcome == nil {
            // Every byte that goes to the card or comes from it is secret, as far as chance can't write it.
            let event = play.usual(step)
            hidden += (step.secrets + event.secrets).map(\.bytes).filter { 5...300 ~= $0.count }
            shown += everyWayToShow(step.withoutWords).map { ("\($0) of a \(step.kind)", $1) }
            shown += everyWayToShow(event).map { ("\($0) of what happened at a \(step.kind)", $1) }
            step = play.next(event)
        }
        #expect(hidden.contains { $0.count == 9 && $0.suffix(4) == Data(wrong.utf8) }, "VERIFY is among what is hidden")
        #expect(hidden.count > 10 && shown.count > 150)
        for (what, text) in shown {
            for bytes in hidden {
                for (how, secret) in everyWayToWrite(bytes) where text.contains(secret) {
                    Issue.record("\(what) shows \(bytes.count) bytes as \(how)")
                }
            }
        }
        #expect(shown.filter { $0.1.contains("Secret(..)") }.count > 20)
    }

    @Test func aSecurityCodeThatStandsInItsFieldIsShownByNothing() throws {
        let play = Play()
        _ = try #require(play.asked(.account))
        play.next(play.usual(try #require(play.steps.last)))
        guard case .ask(let again) = play.next(.back), case .fill(let fields) = again.form else {
            Issue.record("\(play.steps.last?.kind ?? "")")
            return
        }
        let typed = fields.filter(\.secret)
        let codes = try #require(play.person.account).codes
        #expect(typed.map(\.value) == codes && !codes.isEmpty)
        for field in typed {
            for (what, text) in everyWayToShow(field.value) {
                #expect(text.contains("Secret(..)") || what == "Mirror" && text.isEmpty, "\(what)")
                for code in codes {
                    for (how, secret) in everyWayToWrite(code.bytes) {
                        #expect(!text.contains(secret), "\(what) as \(how)")
                    }
                }
            }
        }
    }

    /// What looks for secrets must see them where they are not hidden.
    @Test func theSearchSeesWhatDataWouldShow() {
        let secret = Data([0, 0x20, 0, 0x80, 4, 0x38, 0x32, 0x36, 0x34])
        let ways = everyWayToWrite(secret).map(\.1)
        for text in ["\(Array(secret))", secret.map { String(format: "%02x", $0) }.joined(), dumped(Array(secret))] {
            #expect(ways.contains { text.contains($0) }, "\(text)")
        }
    }

    @Test func secretsAreEqualByContentAndNoneIsToldByItsHash() {
        let one = Answer.password(password: Secret("7319"))
        #expect(one == .password(password: Secret("7319")))
        #expect(one != .password(password: Secret("7310")))
        #expect(one != .password(password: Secret("731")))
        #expect(Secret("") == Secret(Data()))
        #expect(one.hashValue == Answer.password(password: Secret("0000")).hashValue)
        #expect(Set([Secret("1"), Secret("2"), Secret("1")]).count == 2)
    }

    @Test func aSecretIsMadeOfWhatWasTypedOrOfBytesAndGivesThemBack() {
        for text in ["", "7319", "暗証番号", String(repeating: "𝕏", count: 1_000)] {
            #expect(Secret(text).bytes == Data(text.utf8))
            #expect(Secret(Substring(text)).bytes == Data(text.utf8))
            #expect(Secret(Data(text.utf8)).bytes == Data(text.utf8))
            #expect(Secret(text).count == text.utf8.count)
            #expect(Secret(Data("xx\(text)".utf8).dropFirst(2)).bytes == Data(text.utf8), "a slice of data")
        }
    }

    @Test func aWipedSecretHoldsZerosAndItsCopyIsItsOwn() {
        let secret = Secret("7319")
        let copy = secret.copy()
        secret.wipe()
        #expect(secret.bytes == Data(count: 4))
        #expect(copy.bytes == Data("7319".utf8))
        secret.wipe()
        Secret("").wipe()
    }

    @Test func aSecretThatNobodyHoldsIsZeroed() {
        // Freed memory may be anybody's: what is looked at is what `deinit` hands to the allocator.
        var bytes = Data("7319".utf8)
        bytes.withUnsafeMutableBytes { zero($0) }
        #expect(bytes == Data(count: 4))
        zero(UnsafeMutableRawBufferPointer(start: nil, count: 0))
    }

    @Test func manyThreadsMayCompareReadAndWipeTheSameSecrets() {
        let (one, other) = (Secret("7319"), Secret("7319"))
        DispatchQueue.concurrentPerform(iterations: 8) { nth in
            for _ in 0..<500 {
                switch nth % 4 {
                case 0: _ = one == other
                case 1: _ = other == one
                case 2: _ = one.bytes
                default: one.wipe()
                }
            }
        }
        #expect(one.isWiped)
        #expect(one != other)
    }

    private func everyWayToShow(_ value: Any) -> [(String, String)] {
        [
            (
                "print",
                {
                    var text = ""
                    print(value, to: &text)
                    return text
                }()
            ),
            ("dump", dumped(value)),
            ("String(describing:)", String(describing: value)),
            ("String(reflecting:)", String(reflecting: value)),
            ("Mirror", mirrored(value)),
        ]
    }

    private func dumped(_ value: Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: "\n") + "\n"
    }

    private func mirrored(_ value: Any) -> String {
        Mirror(reflecting: value).children.map { "\($0.label ?? ""): \($0.value)\n\(mirrored($0.value))" }.joined()
    }

    private func everyWayToWrite(_ bytes: Data) -> [(String, String)] {
        let hex = bytes.map { String(format: "%02x", $0) }
        return [
            ("text", String(decoding: bytes, as: UTF8.self)),
            ("numbers", bytes.map(String.init).joined(separator: ", ")),
            ("lines of dump", bytes.map { "- \($0)\n" }.joined()),
            ("hex", hex.joined()), ("HEX", hex.joined().uppercased()),
            ("spaced hex", hex.joined(separator: " ")), ("base64", bytes.base64EncodedString()),
        ]
    }
}

extension Step {
    /// What a person reads may hold any four digits, a year for one; the rest may not.
    fileprivate var withoutWords: Any {
        switch self {
        case .transmit(let command, let stage, _): Step.transmit(command: command, stage: stage, words: .none)
        case .send(let request, _): Step.send(request: request, words: .none)
        case .ask(let question):
            switch question.form {
            case .password: question.form
            case .fill(let fields): fields.map(\.value)
            case .choose, .check, .agree: ""
            }
        case .tap, .done: ""
        }
    }
}

extension Words {
    fileprivate static let none = Words(title: "", text: [], lines: [], practice: nil, code: nil)
}
