import Foundation
import Testing

/// Runs `test` in a process in which no other test runs, for what counts bytes of the whole process. `name` is the test's
/// own, which is found by it there.
public func alone(_ name: String = #function, _ test: () async throws -> Void) async throws {
    var environment = ProcessInfo.processInfo.environment
    if environment["CARD_POINTS_ALONE"] != nil { return try await test() }
    environment["CARD_POINTS_ALONE"] = name
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["--testing-library", "swift-testing", "--filter", "/" + name.prefix { $0 != "(" }]
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let said = await withCheckedContinuation { said in
        // Not a thread of the pool, of which there are few.
        Thread.detachNewThread {
            let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            said.resume(returning: String(decoding: bytes, as: UTF8.self))
        }
    }
    guard process.terminationStatus == 0, said.contains("Test run with 1 test passed") else {
        Issue.record("\(said)")
        return
    }
    for line in said.split(separator: "\n") where line.hasPrefix("  ") { print(line.dropFirst(2)) }
}
