import Foundation
import Testing

/// Runs `test` in a process in which no other test runs, for tests that measure the whole process. `name` is the name of the test,
/// by which the process selects it.
public func inSeparateProcess(_ name: String = #function, _ test: () async throws -> Void) async throws {
    var environment = ProcessInfo.processInfo.environment
    if environment["CARD_POINTS_SEPARATE_PROCESS"] != nil { return try await test() }
    environment["CARD_POINTS_SEPARATE_PROCESS"] = name
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["--testing-library", "swift-testing", "--filter", "/" + name.prefix { $0 != "(" }]
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = await withCheckedContinuation { continuation in
        // Blocks a thread of its own instead of one of the pool, which has few.
        Thread.detachNewThread {
            let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
        }
    }
    guard process.terminationStatus == 0, output.contains("Test run with 1 test passed") else {
        Issue.record("\(output)")
        return
    }
    for line in output.split(separator: "\n") where line.hasPrefix("  ") { print(line.dropFirst(2)) }
}
