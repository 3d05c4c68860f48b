import CardPointsSandbox
import Foundation
import Support
import Testing

@testable import CardPoints

/// Secrets are not shown by any means of output.
@Suite(.timeLimit(.minutes(10))) struct SecretTests {
    @Test func noStepOrEventShowsAPasswordACodeOrACommand() throws {
        let driver = JourneyDriver()
        let account = try #require(driver.person.account)
        let right = try #require(driver.person.passwords.last)
        let wrong = "8264"
        driver.person.passwords.insert(wrong, at: 0)
        var hidden = [wrong, right].map { Data($0.utf8) } + account.codes.map(\.bytes)
        var step = driver.next(.started)
        var shown: [(String, String)] = []
        while step.outcome == nil {
            // All bytes to and from the card are secret; very short ones may also occur in other text by chance.
            let event = driver.usualEvent(step)
            hidden += (step.secrets + event.secrets).map(\.bytes).filter { 5...300 ~= $0.count }
            shown += everyWayToShow(step.withoutText).map { ("\($0) of a \(step.kind)", $1) }
            shown += everyWayToShow(event).map { ("\($0) of what happened at a \(step.kind)", $1) }
            step = driver.next(event)
        }
        #expect(hidden.contains { $0.count == 9 && $0.suffix(4) == Data(wrong.utf8) }, "VERIFY is among what is hidden")
        #expect(hidden.count > 10 && shown.count > 150)
        for (method, text) in shown {
            for bytes in hidden {
                for (encoding, secret) in everyWayToWrite(bytes) where text.contains(secret) {
                    Issue.record("\(method) shows \(bytes.count) bytes as \(encoding)")
                }
            }
        }
        #expect(shown.filter { $0.1.contains("Secret(..)") }.count > 20)
    }

    @Test func aSecurityCodeInAFieldIsNotShown() throws {
        let driver = JourneyDriver()
        _ = try #require(driver.run(toQuestion: .account))
        driver.next(driver.usualEvent(try #require(driver.steps.last)))
        guard case .ask(let again) = driver.next(.back), case .fill(let fields) = again.form else {
            Issue.record("\(driver.steps.last?.kind ?? "")")
            return
        }
        let typed = fields.filter(\.secret)
        let codes = try #require(driver.person.account).codes
        #expect(typed.map(\.value) == codes && !codes.isEmpty)
        for field in typed {
            for (method, text) in everyWayToShow(field.value) {
                #expect(text.contains("Secret(..)") || method == "Mirror" && text.isEmpty, "\(method)")
                for code in codes {
                    for (encoding, secret) in everyWayToWrite(code.bytes) {
                        #expect(!text.contains(secret), "\(method) as \(encoding)")
                    }
                }
            }
        }
    }

    /// Checks the search itself: it must find secrets that are not hidden.
    @Test func theSearchForSecretsFindsUnprotectedData() {
        let secret = Data([0, 0x20, 0, 0x80, 4, 0x38, 0x32, 0x36, 0x34])
        let ways = everyWayToWrite(secret).map(\.1)
        for text in ["\(Array(secret))", secret.map { String(format: "%02x", $0) }.joined(), dumped(Array(secret))] {
            #expect(ways.contains { text.contains($0) }, "\(text)")
        }
    }

    @Test func secretsCompareByContentAndHaveTheSameHash() {
        let one = Answer.password(password: Secret("7319"))
        #expect(one == .password(password: Secret("7319")))
        #expect(one != .password(password: Secret("7310")))
        #expect(one != .password(password: Secret("731")))
        #expect(Secret("") == Secret(Data()))
        #expect(one.hashValue == Answer.password(password: Secret("0000")).hashValue)
        #expect(Set([Secret("1"), Secret("2"), Secret("1")]).count == 2)
    }

    @Test func aSecretReturnsTheTextOrBytesThatItWasMadeFrom() {
        for text in ["", "7319", "暗証番号", String(repeating: "𝕏", count: 1_000)] {
            #expect(Secret(text).bytes == Data(text.utf8))
            #expect(Secret(Substring(text)).bytes == Data(text.utf8))
            #expect(Secret(Data(text.utf8)).bytes == Data(text.utf8))
            #expect(Secret(text).count == text.utf8.count)
            #expect(Secret(Data("xx\(text)".utf8).dropFirst(2)).bytes == Data(text.utf8), "a slice of data")
        }
    }

    @Test func wipingASecretDoesNotWipeItsCopy() {
        let secret = Secret("7319")
        let copy = secret.copy()
        secret.wipe()
        #expect(secret.bytes == Data(count: 4))
        #expect(copy.bytes == Data("7319".utf8))
        secret.wipe()
        Secret("").wipe()
    }

    @Test func aReleasedSecretIsOverwritten() {
        // Freed memory may be reused, so this checks the function that `deinit` calls before freeing.
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
    /// The step without its text, which may contain any four digits, such as a year.
    fileprivate var withoutText: Any {
        switch self {
        case .transmit(let command, let progress, _): Step.transmit(command: command, progress: progress, text: .none)
        case .send(let request, _, _): Step.send(request: request, progress: nil, text: .none)
        case .ask(let question):
            switch question.form {
            case .password: question.form
            case .fill(let fields): fields.map(\.value)
            case .choose, .review, .confirm: ""
            }
        case .tap, .done: ""
        }
    }
}

extension ScreenText {
    fileprivate static let none = ScreenText(
        title: "", paragraphs: [], facts: [], practice: nil, supportCode: nil, feedback: nil)
}
