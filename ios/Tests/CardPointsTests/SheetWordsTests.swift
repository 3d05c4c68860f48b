import CardPointsSandbox
import CoreNFC
import Support
import Testing

@testable import CardPoints

@Suite struct SheetWordsTests {
    private let english = SheetWords(labels: labels(language: .english))
    private let japanese = SheetWords(labels: labels(language: .japanese))
    private let words = Words(
        title: "Keep still", text: ["Reading …", "more"], lines: [Line(label: "a", value: "b")], practice: "p",
        code: "SW")

    @Test func aTapSaysWhatIsWantedAndHow() {
        #expect(english.waiting(words) == "Keep still\nReading …")
        #expect(english.waiting(Words(title: "Lay", text: [], lines: [], practice: nil, code: nil)) == "Lay")
    }

    @Test func eachStageTicksTheOnesBefore() {
        #expect(english.working(words, at: .finding) == "Keep still\nReading …")
        #expect(english.working(words, at: .reading) == "Keep still\n✓ Found\nReading …")
        #expect(english.working(words, at: .password) == "Keep still\n✓ Found  ✓ Read\nReading …")
        #expect(english.working(words, at: .signing) == "Keep still\n✓ Found  ✓ Read  ✓ Password\nReading …")
        #expect(japanese.working(words, at: .reading) == "Keep still\n✓ 見つかりました\nReading …")
    }

    @Test func theEndTicksAllThatWasDone() {
        #expect(english.done(through: .signing, next: "Sending") == "✓ Found  ✓ Read  ✓ Password  ✓ Signed\nSending")
        #expect(english.done(through: .reading, next: "Read") == "✓ Found  ✓ Read\nRead")
        #expect(english.done(through: nil, next: "Read") == "Read")
    }

    /// All that ever stood in a sheet, with whatever card, in that language.
    private func everyMessage(_ language: Language) async -> [(id: String, message: String)] {
        var all: [(id: String, message: String)] = []
        for person in Sandbox().people() {
            let sandbox = Sandbox()
            let phone = NfcPhone(
                language, .tags([.transit]), .tags([.transit, .transit]), .card(sandbox.card(id: person.id)!))
            phone.field.mishaps = [2: .leaves(acted: true)]
            let session = Session(
                errand: .apply, language: language, backend: sandbox.address(), practice: true, slot: phone.reader
            ) { sandbox.answer(request: $0) }
            _ = await session.played(by: Applicant(sandbox, person.id).typing("8642"))
            await phone.settled()
            for sheet in phone.field.sheets {
                all += sheet.messages.map { (person.id, $0) }
                if case .crossed(let message) = sheet.ending { all.append((person.id, message)) }
            }
        }
        return all
    }

    @Test(arguments: Language.allCases)
    func whateverHappensTheSheetHoldsAFewLinesNoCodeAndNoSecret(language: Language) async {
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
            // No status word, no error code: no longer number than a date's.
            #expect(message.firstMatch(of: /SW|[0-9A-F]{5}|6[0-9A-F]{3}/) == nil, "\(message)")
        }
    }
}
