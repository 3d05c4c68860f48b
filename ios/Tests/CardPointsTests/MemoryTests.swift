import CardPointsSandbox
import Foundation
import Glibc
import Support
import Testing

@testable import CardPoints

/// The writable memory of the process contains no password once the journey or the card has received it. Without the wiping that
/// the generator adds to the generated Swift, this test fails at the security codes.
///
/// Not covered: the copy that `Secret.bytes` returns (Core NFC needs a `Data`), and the `String` in which a text field keeps its
/// text, which no app can overwrite.
@Suite(.timeLimit(.minutes(10))) struct MemoryTests {
    private let phone = SandboxPhone()

    @Test func noMemoryHoldsAPasswordOrSecurityCodeAfterItWasPassedOn() async throws {
        try await inSeparateProcess {
            let card = phone.card("hanako")
            let journey = phone.journey(.apply)
            let person = phone.person("hanako")

            /// Passes an event to the journey and wipes it, as a runner does.
            func next(_ event: Event) -> Step {
                defer { event.wipe() }
                return journey.next(event: event)
            }
            func usual(_ step: Step) -> Event {
                defer { step.wipe() }
                switch step {
                case .ask(let question): return person.answer(question)
                case .tap:
                    return .arrived(reader: ReaderCapabilities(maxCommandBytes: 65_544, applicationSelected: false))
                case .transmit(let command, _, _): return card.transmit(command: command).map(Event.replied) ?? .lost
                case .send(let request, _, _): return phone.sandbox.answer(request: request)
                case .done: return .started
                }
            }
            func until(_ condition: (Step) -> Bool) -> Step {
                var step = next(.started)
                while !condition(step), step.outcome == nil { step = next(usual(step)) }
                return step
            }

            guard case .ask(let account) = until({ $0.question?.about == .account }),
                case .fill(let fields) = account.form
            else {
                Issue.record("no question about the account")
                return
            }
            var step = next(
                .answered(
                    answer: .filled(
                        values: zip(fields, [person.account!.id] + person.account!.codes).map { field, value in
                            FieldValue(field: field.id, value: field.secret ? digits(value.count) : value.copy())
                        })))
            #expect(findings().isEmpty, "after the codes were handed in")

            // Again with valid codes.
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
            #expect(step.question?.about == .password, "the password was wrong")

            // The search finds blocks in use and freed blocks.
            let block = malloc(512)!
            let verify: [UInt8] = [0, 0x20, 0, 0x80, 4] + Self.password
            (block + 200).copyMemory(from: verify, byteCount: verify.count)
            #expect(!findings().isEmpty, "a block in use is searched")
            free(block)
            #expect(!findings().isEmpty, "a freed block is searched")
        }
    }

    /// A secret of that many characters that the search recognises, made without further copies.
    private func digits(_ count: Int) -> Secret {
        Secret(copying: (0..<count).lazy.map { Self.password[$0 % Self.password.count] })
    }

    /// Not a string literal, which the search would find.
    private static let password: [UInt8] = [0x38, 0x32, 0x36, 0x34]

    /// The addresses of a VERIFY command with the password, of the password after its length as at the language boundary, or of many
    /// repetitions of it.
    private func findings() -> Set<Int> {
        let size = 1 << 20
        // Not from malloc, so that the search does not find its own buffer.
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

    /// The heap, stacks and other memory without a file.
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
