import CardPointsSandbox
import Foundation
import Glibc
import Support
import Testing

@testable import CardPoints

/// Writable memory of this process holds no password, once the journey has taken it or the card has had it: without what
/// the generator has the generated Swift wipe, this fails at the codes.
///
/// Left to whoever holds them: the copy that `Secret.bytes` gives (Core NFC takes a `Data`), and the `String` in which a text
/// field keeps what is typed, which no app can overwrite.
@Suite(.timeLimit(.minutes(10))) struct MemoryTests {
    private let phone = Phone()

    @Test func noMemoryHoldsAPasswordOrASecurityCodeThatHasBeenHandedOn() async throws {
        try await alone {
            let card = phone.card("hanako")
            let journey = phone.journey(.apply)
            let person = phone.person("hanako")

            /// Hands in what happened as a conversation does, and keeps nothing.
            func next(_ event: Event) -> Step {
                defer { event.wipe() }
                return journey.next(event: event)
            }
            func usual(_ step: Step) -> Event {
                defer { step.wipe() }
                switch step {
                case .ask(let question): return person.answer(question)
                case .tap: return .arrived(reader: Reader(largest: 65_544, selected: false))
                case .transmit(let command, _, _): return card.transmit(command: command).map(Event.replied) ?? .lost
                case .send(let request, _): return phone.sandbox.answer(request: request)
                case .done: return .started
                }
            }
            func until(_ there: (Step) -> Bool) -> Step {
                var step = next(.started)
                while !there(step), step.outcome == nil { step = next(usual(step)) }
                return step
            }

            guard case .ask(let account) = until({ $0.question?.about == .account }),
                case .fill(let fields) = account.form
            else {
                Issue.record("nobody asks for an account")
                return
            }
            var step = next(
                .answered(
                    answer: .filled(
                        entries: zip(fields, [person.account!.id] + person.account!.codes).map { field, value in
                            Entry(field: field.id, value: field.secret ? digits(value.count) : value.copy())
                        })))
            #expect(findings().isEmpty, "after the codes were handed in")

            // Now with codes that fit.
            step = next(.back)
            while step.question?.about != .password { step = next(usual(step)) }
            step = next(.answered(answer: .password(password: digits(40_000))))
            #expect(findings().isEmpty, "after a long text in the password's place")
            #expect(step.question?.about == .password)
            step = next(.answered(answer: .password(password: digits(4))))
            #expect(findings().isEmpty, "after the password was handed in")

            while !step.isVerify, step.outcome == nil { step = next(usual(step)) }
            #expect(
                findings().count == 2,
                "nothing but the command that waits for its reply, in the journey and in the step")
            let reply = usual(step)
            #expect(card.verifies() == 1)
            #expect(findings().count == 1, "the journey's own, until it knows")
            step = next(reply)
            #expect(findings().isEmpty, "after the card had it")
            #expect(step.question?.about == .password, "it was wrong")

            // The same search finds what is held, and what is freed as it is.
            let block = malloc(512)!
            let verify: [UInt8] = [0, 0x20, 0, 0x80, 4] + Self.password
            (block + 200).copyMemory(from: verify, byteCount: verify.count)
            #expect(!findings().isEmpty, "a block in use is searched")
            free(block)
            #expect(!findings().isEmpty, "a freed block is searched")
        }
    }

    /// A secret of so many characters that the search knows, made without another copy.
    private func digits(_ count: Int) -> Secret {
        Secret(copying: (0..<count).lazy.map { Self.password[$0 % Self.password.count] })
    }

    /// Not a text: its literal would be found.
    private static let password: [UInt8] = [0x38, 0x32, 0x36, 0x34]

    /// Where VERIFY with the password stands, or the password as it crosses, after its length, or many times over.
    private func findings() -> Set<Int> {
        let size = 1 << 20
        // Not from malloc: what is read into it is no finding.
        let piece = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)!
        defer { munmap(piece, size) }
        let own = Int(bitPattern: piece)..<Int(bitPattern: piece) + size
        let memory = open("/proc/self/mem", O_RDONLY)
        defer { close(memory) }
        var found: Set<Int> = []
        for range in Self.writable().flatMap({
            [$0.clamped(to: 0..<own.lowerBound), $0.clamped(to: own.upperBound..<Int.max)]
        }) {
            for start in stride(from: range.lowerBound, to: range.upperBound, by: size - 64) {
                let read = pread(memory, piece, min(size, range.upperBound - start), start)
                guard read > 0 else { continue }
                found.formUnion(Self.matches(UnsafeRawBufferPointer(start: piece, count: read)).map { start + $0 })
            }
        }
        return found
    }

    /// Heap, stacks, and whatever else belongs to no file.
    private static func writable() -> [Range<Int>] {
        let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
        return maps.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            let ends = fields[0].split(separator: "-").compactMap { Int($0, radix: 16) }
            let name = fields.count > 5 ? fields[5] : ""
            return fields[1].hasPrefix("rw") && ["", "[heap]", "[stack]"].contains(name) ? ends[0]..<ends[1] : nil
        }
    }

    private static func matches(_ bytes: UnsafeRawBufferPointer) -> [Int] {
        var (at, found) = (0, [Int]())
        while at < bytes.count, let next = memchr(bytes.baseAddress! + at, Int32(password[0]), bytes.count - at) {
            at = bytes.baseAddress!.distance(to: UnsafeRawPointer(next)) + 1
            let (start, end) = (at - 1, at - 1 + password.count)
            guard start >= 40, end <= bytes.count, bytes[start..<end].elementsEqual(password) else { continue }
            let before = Array(bytes[start - 5..<start])
            let isVerify = before[...2] == [0, 0x20, 0] && before[4] == 4
            let isLowered = before[1...3] == [0, 0, 0] && 4...16 ~= before[4]
            let isRepeated = (start - 40..<start).allSatisfy { bytes[$0] == password[($0 - start + 40) % 4] }
            if isVerify || isLowered || isRepeated { found.append(start) }
        }
        return found
    }
}

extension Step {
    fileprivate var isVerify: Bool {
        if case .transmit(let command, _, _) = self {
            command.count == 9 && command.withBytes { $0[1] == 0x20 }
        } else {
            false
        }
    }
}
