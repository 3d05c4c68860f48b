import CardPoints
import CardPointsSandbox
import Foundation
import Glibc
import Support
import Testing

@Suite(.timeLimit(.minutes(10))) struct LeakTests {
    private static let count = 10_000

    @Test func tenThousandJourneysLeaveNothingBehindAndTenThatAreKeptAreSeen() async throws {
        try await alone {
            let sandbox = Sandbox()
            let card = sandbox.card(id: "hanako")!
            for _ in 0..<Self.count / 10 { #expect(play(sandbox, card) != nil) }
            let before = Held()
            for _ in 0..<Self.count { _ = play(sandbox, card) }
            let grown = Held() - before
            #expect(grown.library == 0, "bytes that the library holds more")
            // The smallest block that there is, for each of them, would be twice as much.
            #expect(grown.process < Self.count * 16, "bytes that the process holds more")

            let kept = (0..<10).map { _ in play(sandbox, card) }
            let shown = Held() - before
            #expect(shown.library > 10 * 1_000, "ten journeys that are held")
            let blocks = (0..<Self.count).map { _ in malloc(1) }
            #expect((Held() - before).process - shown.process > Self.count * 16, "the smallest blocks are seen")
            for block in blocks { free(block) }
            print("  \(Self.count) journeys: \(grown) more bytes; \(kept.count) kept: \(shown)")
        }
    }

    @Test func conversationsLeaveNothingBehindHoweverTheyEnd() async throws {
        try await alone {
            let phone = Phone()
            let card = phone.card("hanako")
            func talk(_ count: Int) async {
                for nth in 0..<count {
                    let conversation = phone.conversation(.card, VirtualSlot(card))
                    let playing = Task { await conversation.play() }
                    if nth % 3 == 0 { playing.cancel() }
                    await phone.person("hanako").talk(in: conversation)
                    _ = await playing.value
                }
            }
            await talk(150)
            let before = await Held.atRest(than: nil)
            await talk(300)
            let after = await Held.atRest(than: before)
            #expect(after.library == before.library, "bytes that the library holds")
            #expect((after - before).process < 300 * 400, "bytes that the process holds more")
            print("  300 conversations: \(after - before) more bytes")
        }
    }

    /// What the card shows: the journey that needs the least, so that ten thousand don't take long.
    private func play(_ sandbox: Sandbox, _ card: VirtualCard) -> Journey? {
        let journey = Journey(
            errand: .card, language: .english, backend: sandbox.address(), device: .iPhone, practice: true)
        var event = Event.started
        for _ in 0..<50 {
            switch journey.next(event: event) {
            case .ask: event = .answered(answer: .agreed)
            case .tap:
                card.powerOff()
                event = .arrived(reader: Reader(largest: 65_279, selected: false))
            case .transmit(let command, _, _): event = card.transmit(command: command).map(Event.replied) ?? .lost
            case .send(let request, _): event = sandbox.answer(request: request)
            case .done(.card, _): return journey
            case .done: return nil
            }
        }
        return nil
    }
}

/// Bytes: that the library holds, and that the process has from the system's allocator and has not given back.
private struct Held: CustomStringConvertible {
    let library: Int64
    let process: Int

    init() {
        (library, process) = (held(), Self.ofTheProcess())
    }

    private init(library: Int64, process: Int) {
        (self.library, self.process) = (library, process)
    }

    /// What glibc's `malloc_info` says at its end, for all threads: what it has from the system, but for what is free.
    private static func ofTheProcess() -> Int {
        typealias MallocInfo = @convention(c) (CInt, UnsafeMutableRawPointer) -> CInt
        var (text, size) = (UnsafeMutablePointer<CChar>?.none, 0)
        // Swift sees no <malloc.h>.
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

    static func - (one: Held, other: Held) -> Held {
        Held(library: one.library - other.library, process: one.process - other.process)
    }

    /// What is held once the pool's threads have let go of the tasks that have ended, which is not at once.
    static func atRest(than before: Held?) async -> Held {
        for _ in 0..<100_000 {
            if let before, held() == before.library { break }
            await Task.yield()
        }
        return Held()
    }

    var description: String { "\(library) in the library, \(process) in the process" }
}
