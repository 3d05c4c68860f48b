import Foundation
import Testing

@testable import CardPoints

/// `docs/corenfc.md` matches the code.
@Suite struct CoreNFCDocumentTests {
    private let document: String
    private let standIn: String

    init() throws {
        let ios = URL(fileURLWithPath: #filePath).appendingPathComponent("../../..").standardized
        document = try String(contentsOf: ios.appendingPathComponent("docs/corenfc.md"), encoding: .utf8)
        standIn = try String(contentsOf: ios.appendingPathComponent("StandIns/CoreNFC/CoreNFC.swift"), encoding: .utf8)
    }

    @Test(arguments: NfcError.allCases)
    func theDocumentedErrorTableMatchesTheCode(fault: NfcError) throws {
        let rows = document.split(separator: "\n").filter { $0.hasPrefix("| \(fault.rawValue) |") }
        let cells = try #require(rows.first).split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(rows.count == 1)
        switch fault.category {
        case .scanProblem(let scanProblem):
            #expect(cells[2] == "`.\(scanProblem)`")
            #expect(cells[3] == heading(scanProblem))
        case .cardLost, .commandTooLong, .sessionEnded:
            #expect(cells[2] == "`\(fault.category)`")
        }
    }

    @Test func everyDeclarationOfTheStandInIsDocumented() {
        let missing = declarations.filter { !document.contains("\($0)`") && !document.contains("`\($0)") }
        #expect(missing == [])
        #expect(declarations.count > 50)
    }

    private func heading(_ scanProblem: ScanProblem) -> String {
        let labels = labels(language: .english)
        return switch scanProblem {
        case .closed: labels.scanClosed
        case .timedOut: labels.scanTimedOut
        case .busy: labels.scanBusy
        case .interrupted: labels.scanInterrupted
        case .radioOff: labels.nfcOff
        case .unsupported: labels.nfcMissing
        case .notSetUp: "(an error of the app)"
        }
    }

    /// The public declarations, each in one line, without bodies and values; for types and error codes only the name.
    private var declarations: [String] {
        let declared =
            #/
            ^\ *(?:@preconcurrency\ )?(public\ |open\ )?
            ((convenience|init|class|static|var|let|func|case|protocol|struct|enum)\b.*)$
            /#
        var inClass = false
        return
            standIn
            .replacing(/([(,])\n +/) { $0.1 == "(" ? "(" : ", " }
            .replacing(/\n +\)/, with: ")")
            .split(separator: "\n")
            .compactMap { line in
                if !line.hasPrefix(" ") { inClass = line.contains(" class ") }
                guard let found = line.firstMatch(of: declared), found.1 != nil || found.3 == "case" || !inClass else {
                    return nil
                }
                let text = String(found.2).replacing(#/ \{.*| = (\d+|"")/#, with: "")
                switch found.3 {
                case "protocol", "struct", "enum": return text.replacing(/:.*/, with: "")
                case "class" where !text.contains(" var "): return text.replacing(/:.*/, with: "")
                case "case" where !text.contains("("): return text.replacing("case ", with: "")
                default: return text
                }
            }
    }
}
