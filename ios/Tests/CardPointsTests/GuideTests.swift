import CardPoints
import Foundation
import Testing

/// The developer's guide is correct: its programs are extracted from it and compiled.
@Suite struct GuideTests {
    private let text: String

    init() throws {
        let guide = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../bindings/README.md")
            .standardized
        text = try String(contentsOf: guide, encoding: .utf8)
    }

    @Test func theProgramOfTheGuidePrintsTheDocumentedOutput() throws {
        let program = Process()
        let tests = URL(fileURLWithPath: CommandLine.arguments[0])
        program.executableURL = tests.deletingLastPathComponent().appendingPathComponent("GuideJourney")
        let printed = Pipe()
        program.standardOutput = printed
        try program.run()
        let all = printed.fileHandleForReading.readDataToEndOfFile()
        program.waitUntilExit()
        let expected = text.components(separatedBy: "```text\n")[1].components(separatedBy: "```")[0]
        #expect(String(decoding: all, as: UTF8.self) == expected)
        #expect(program.terminationStatus == 0)
    }

    @Test func theTablesNameEveryEndingAndEveryError() {
        let endings =
            names(EndReason.allCases) + names(SubmissionState.allCases) + names(TapReason.allCases) + [
                "Outcome.InternalError", "Tries.BLOCKED",
            ]
        let rows = Set(text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { $0.split(separator: "`")[1] })
        for ending in endings where !rows.contains(where: { $0.uppercased() == ending.uppercased() }) {
            Issue.record("\(ending) is in no table")
        }
        let scanProblems = rows.filter { $0.hasPrefix(".") }
        #expect(scanProblems == Set(ScanProblem.allCases.map { ".\($0)" }))
    }

    /// The names in Kotlin's spelling: `EndReason.WRONG_APPLICANT`.
    private func names<Named>(_ cases: [Named]) -> [String] {
        cases.map { one in
            let name = "\(one)".map { $0.isUppercase ? "_\($0)" : "\($0)" }.joined()
            return "\(Named.self).\(name.uppercased())"
        }
    }
}
