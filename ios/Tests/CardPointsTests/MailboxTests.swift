import Support
import Testing

@testable import CardPoints

@Suite(.timeLimit(.minutes(10))) struct MailboxTests {
    @Test func messagesAreReadInOrder() async {
        let mailbox = Mailbox<Int>()
        for letter in 1...3 { #expect(mailbox.put(letter)) }
        #expect(await mailbox.next() == 1)
        mailbox.putBack(1)
        #expect(mailbox.take() == 1)
        #expect(mailbox.take() == 2)
        #expect(await mailbox.next() == 3)
        #expect(mailbox.take() == nil)
    }

    @Test func aWaitingReaderGetsTheMessage() async {
        let mailbox = Mailbox<Int>()
        for nth in 0..<200 {
            async let read = mailbox.next()
            #expect(mailbox.put(nth))
            #expect(await read == nth)
        }
    }

    @Test func aClosedMailboxReturnsUnreadMessages() {
        let mailbox = Mailbox<Int>()
        _ = (mailbox.put(1), mailbox.put(2))
        #expect(mailbox.close() == [1, 2])
        #expect(!mailbox.put(3))
        mailbox.putBack(3)
        #expect(mailbox.take() == nil)
        #expect(mailbox.close() == [])
    }

    @Test func aReaderCancelledBeforeItWaitsReturns() async {
        let (mailbox, proceed) = (Mailbox<Int>(), Gate())
        let reading = Task {
            await proceed.wait()
            return await mailbox.next()
        }
        reading.cancel()
        proceed.open()
        #expect(await reading.value == nil)
        #expect(mailbox.put(1), "and takes no message")
        #expect(mailbox.take() == 1)
    }

    /// In any order, the message is read or still there, and nobody waits forever.
    @Test func aMessageIsNotLostWhenItsReaderIsCancelledMeanwhile() async {
        for nth in 0..<2_000 {
            let mailbox = Mailbox<Int>()
            let reading = Task { await mailbox.next() }
            async let putting = Task { mailbox.put(nth) }.value
            reading.cancel()
            let (read, put) = await (reading.value, putting)
            #expect(put)
            #expect(read == nil ? mailbox.take() == nth : (read == nth && mailbox.take() == nil), "round \(nth)")
        }
    }

    @Test func abandonOnCancelReturnsTheResultOrReturnsAtOnce() async {
        #expect(await abandonOnCancel { 7 } == 7)

        let (reached, proceed, ended) = (Gate(), Gate(), Gate())
        let waiting = Task {
            await abandonOnCancel {
                reached.open()
                await proceed.wait()
                ended.open()
                return 7
            }
        }
        await reached.wait()
        waiting.cancel()
        #expect(await waiting.value == nil, "although the work continues")
        proceed.open()
        await ended.wait()
    }

    @Test func aCancelledTaskStartsNoWork() async {
        let (proceed, begun) = (Gate(), SharedValue(false))
        let waiting = Task {
            await proceed.wait()
            return await abandonOnCancel { begun.change { $0 = true } } != nil
        }
        waiting.cancel()
        proceed.open()
        #expect(await waiting.value == false)
        #expect(!begun.value)
    }

    @Test func aSecretThatComesTooLateIsReleased() async {
        let (reached, proceed) = (Gate(), Gate())
        let (reply, wiped) = (SharedValue<Secret?>(Secret("7319")), Gate())
        weak var held = reply.value
        let waiting = Task {
            await abandonOnCancel { () -> Secret? in
                reached.open()
                await proceed.wait()
                defer { wiped.open() }
                return reply.change { secret in
                    defer { secret = nil }
                    return secret
                }
            }
        }
        await reached.wait()
        waiting.cancel()
        _ = await waiting.value
        proceed.open()
        await wiped.wait()
        while held != nil { await Task.yield() }
    }

    @Test func aFlagIsSetOnce() async {
        let flag = AtomicFlag()
        let raised = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 { group.addTask { flag.set() } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(raised == 1)
    }
}
