import CardPointsSandbox
import CoreNFC
import Support
import Testing

@testable import CardPoints

@Suite struct ScanSheetTextTests {
    private let english = ScanSheetText(labels: labels(language: .english))
    private let japanese = ScanSheetText(labels: labels(language: .japanese))
    private let text = ScreenText(
        title: "Keep still", paragraphs: ["Reading …", "more"], facts: [Fact(label: "a", value: "b")], practice: "p",
        supportCode: "SW", feedback: nil)

    @Test func aTapShowsTitleAndFirstParagraph() {
        #expect(english.waiting(text) == "Keep still\nReading …")
        #expect(
            english.waiting(
                ScreenText(title: "Lay", paragraphs: [], facts: [], practice: nil, supportCode: nil, feedback: nil))
                == "Lay")
    }

    @Test func eachStageShowsTicksForThePreviousOnes() {
        #expect(english.working(text, .at(.finding, .english)) == "Keep still\nReading …")
        #expect(english.working(text, .at(.reading, .english)) == "Keep still\n✓ Found\nReading …")
        #expect(english.working(text, .at(.password, .english)) == "Keep still\n✓ Found  ✓ Read\nReading …")
        #expect(
            english.working(text, .at(.signing, .english)) == "Keep still\n✓ Found  ✓ Read  ✓ Password\nReading …")
        #expect(japanese.working(text, .at(.reading, .japanese)) == "Keep still\n✓ 見つかりました\nReading …")
    }

    @Test func successShowsTicksForAllFinishedStages() {
        #expect(
            english.succeeded(.at(.signing, .english), next: "Sending")
                == "✓ Found  ✓ Read  ✓ Password  ✓ Signed\nSending")
        #expect(
            english.succeeded(.at(.reading, .english, signs: false), next: "Read") == "✓ Found  ✓ Read\nRead")
        #expect(english.succeeded(nil, next: "Read") == "Read")
    }

    /// All messages that a sheet shows with any card in that language.
    private func everyMessage(_ language: Language) async -> [(id: String, message: String)] {
        var all: [(id: String, message: String)] = []
        for person in Sandbox().people() {
            let sandbox = Sandbox()
            let phone = NfcPhone(
                language, .tags([.transit]), .tags([.transit, .transit]), .card(sandbox.card(id: person.id)!))
            phone.field.commandFaults = [2: .tagLost(executed: true)]
            let session = JourneySession(
                kind: .apply, language: language, backend: sandbox.address(), practice: true, connector: phone.reader
            ) { sandbox.answer(request: $0) }
            _ = await session.run(with: Applicant(sandbox, person.id).typing("8642"))
            await phone.settled()
            for sheet in phone.field.sheets {
                all += sheet.messages.map { (person.id, $0) }
                if case .failed(let message) = sheet.ending { all.append((person.id, message)) }
            }
        }
        return all
    }

    @Test(arguments: Language.allCases)
    func theSheetAlwaysShowsAFewLinesWithoutCodesAndSecrets(language: Language) async {
        let messages = await everyMessage(language)
        #expect(messages.count > 100)
        let people = Dictionary(uniqueKeysWithValues: Sandbox().people().map { ($0.id, $0) })
        for (id, message) in messages {
            let secrets =
                [people[id]?.pin].compactMap { $0 } + (people[id]?.account.map { [$0.id] + $0.codes } ?? [])
            for secret in secrets + [Secret("8642")] where secret.count > 0 {
                #expect(!message.contains(String(decoding: secret.bytes, as: UTF8.self)), "\(id)")
            }
            #expect(message.split(separator: "\n", omittingEmptySubsequences: false).count <= 3, "\(message)")
            // No status word and no error code: no number longer than that of a date.
            #expect(message.firstMatch(of: /SW|[0-9A-F]{5}|6[0-9A-F]{3}/) == nil, "\(message)")
        }
    }
}
