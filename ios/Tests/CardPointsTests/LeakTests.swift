import CardPoints
import CardPointsSandbox
import Foundation
import Glibc
import Support
import Testing

@Suite(.timeLimit(.minutes(10))) struct LeakTests {
    private static let count = 10_000

    @Test func tenThousandJourneysLeakNothingAndTenLiveOnesAreMeasured() async throws {
        try await inSeparateProcess {
            let sandbox = Sandbox()
            let card = sandbox.card(id: "hanako")!
            for _ in 0..<Self.count / 10 { #expect(play(sandbox, card) != nil) }
            let before = MemoryUsage()
            for _ in 0..<Self.count { _ = play(sandbox, card) }
            let grown = MemoryUsage() - before
            #expect(grown.library == 0, "bytes that the library holds more")
            // One block of the smallest size for each journey would be twice as much.
            #expect(grown.process < Self.count * 16, "bytes that the process holds more")

            let kept = (0..<10).map { _ in play(sandbox, card) }
            let shown = MemoryUsage() - before
            #expect(shown.library > 10 * 1_000, "ten journeys that are held")
            let blocks = (0..<Self.count).map { _ in malloc(1) }
            #expect((MemoryUsage() - before).process - shown.process > Self.count * 16, "the smallest blocks are seen")
            for block in blocks { free(block) }
            print("  \(Self.count) journeys: \(grown) more bytes; \(kept.count) kept: \(shown)")
        }
    }

    @Test func runnersLeakNothingHoweverTheyEnd() async throws {
        try await inSeparateProcess {
            let phone = SandboxPhone()
            let card = phone.card("hanako")
            func talk(_ count: Int) async {
                for nth in 0..<count {
                    let runner = phone.runner(.card, VirtualCardConnector(card))
                    let running = Task { await runner.run() }
                    if nth % 3 == 0 { running.cancel() }
                    await phone.person("hanako").answerAll(in: runner)
                    _ = await running.value
                }
            }
            await talk(150)
            let before = await MemoryUsage.measuredAtRest(than: nil)
            await talk(300)
            let after = await MemoryUsage.measuredAtRest(than: before)
            #expect(after.library == before.library, "bytes that the library holds")
            #expect((after - before).process < 300 * 400, "bytes that the process holds more")
            print("  300 runners: \(after - before) more bytes")
        }
    }

    /// Reads the card: the shortest kind of journey, so that ten thousand do not take long.
    private func play(_ sandbox: Sandbox, _ card: VirtualCard) -> Journey? {
        let journey = Journey(
            kind: .card, language: .english, backend: sandbox.address(), device: .iphone, practice: true)
        var event = Event.started
        for _ in 0..<50 {
            switch journey.next(event: event) {
            case .ask: event = .answered(answer: .confirmed)
            case .tap:
                card.powerOff()
                event = .arrived(reader: ReaderCapabilities(maxCommandBytes: 65_279, applicationSelected: false))
            case .transmit(let command, _, _): event = card.transmit(command: command).map(Event.replied) ?? .lost
            case .send(let request, _, _): event = sandbox.answer(request: request)
            case .done(.card, _): return journey
            case .done: return nil
            }
        }
        return nil
    }
}

/// Bytes allocated by the library, and bytes that the process has from the system's allocator.
private struct MemoryUsage: CustomStringConvertible {
    let library: Int64
    let process: Int

    init() {
        (library, process) = (allocatedBytes(), Self.processBytes())
    }

    private init(library: Int64, process: Int) {
        (self.library, self.process) = (library, process)
    }

    /// The totals of glibc's `malloc_info` for all threads: memory from the system without free blocks.
    private static func processBytes() -> Int {
        typealias MallocInfo = @convention(c) (CInt, UnsafeMutableRawPointer) -> CInt
        var (text, size) = (UnsafeMutablePointer<CChar>?.none, 0)
        // Swift does not import <malloc.h>.
        guard let symbol = dlsym(nil, "malloc_info"), let stream = open_memstream(&text, &size) else { return 0 }
        _ = unsafeBitCast(symbol, to: MallocInfo.self)(0, UnsafeMutableRawPointer(stream))
        fclose(stream)
        defer { free(text) }
        let lines = text.map { String(cString: $0).components(separatedBy: "</heap>").last ?? "" } ?? ""
        func bytes(_ what: String) -> Int {
            let line = lines.split(separator: "\n").first { $0.contains(what) } ?? ""
            return line.components(separatedBy: "size=\"").last.flatMap { Int($0.prefix { $0 != "\"" }) } ?? 0
        }
        return bytes("system type=\"current\"") - bytes("type=\"fast\"") - bytes("type=\"rest\"")
            + bytes("type=\"mmap\"")
    }

    static func - (one: MemoryUsage, other: MemoryUsage) -> MemoryUsage {
        MemoryUsage(library: one.library - other.library, process: one.process - other.process)
    }

    /// Measures once the threads of the pool have released finished tasks, which takes a while.
    static func measuredAtRest(than before: MemoryUsage?) async -> MemoryUsage {
        for _ in 0..<100_000 {
            if let before, allocatedBytes() == before.library { break }
            await Task.yield()
        }
        return MemoryUsage()
    }

    var description: String { "\(library) in the library, \(process) in the process" }
}
