import Support
import Testing

@testable import CardPoints

@Suite(.timeLimit(.minutes(10))) struct MailboxTests {
    @Test func lettersAreReadInTheOrderInWhichTheyCame() async {
        let mailbox = Mailbox<Int>()
        for letter in 1...3 { #expect(mailbox.put(letter)) }
        #expect(await mailbox.next() == 1)
        mailbox.putBack(1)
        #expect(mailbox.take() == 1)
        #expect(mailbox.take() == 2)
        #expect(await mailbox.next() == 3)
        #expect(mailbox.take() == nil)
    }

    @Test func whoWaitsIsWokenByTheLetter() async {
        let mailbox = Mailbox<Int>()
        for nth in 0..<200 {
            async let read = mailbox.next()
            #expect(mailbox.put(nth))
            #expect(await read == nth)
        }
    }

    @Test func aClosedMailboxGivesBackWhatNobodyHasRead() {
        let mailbox = Mailbox<Int>()
        _ = (mailbox.put(1), mailbox.put(2))
        #expect(mailbox.close() == [1, 2])
        #expect(!mailbox.put(3))
        mailbox.putBack(3)
        #expect(mailbox.take() == nil)
        #expect(mailbox.close() == [])
    }

    @Test func whoIsCancelledBeforeItWaitsIsNotLeftWaiting() async {
        let (mailbox, go) = (Mailbox<Int>(), Gate())
        let reading = Task {
            await go.wait()
            return await mailbox.next()
        }
        reading.cancel()
        go.open()
        #expect(await reading.value == nil)
        #expect(mailbox.put(1), "and takes no letter with it")
        #expect(mailbox.take() == 1)
    }

    /// Whoever is first: the letter is read or still there, and nobody waits for ever.
    @Test func aLetterThatComesWhileItsReaderIsCancelledIsNeverLost() async {
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

    @Test func whoIsImpatientGetsTheAnswerOrGoesAtOnce() async {
        #expect(await impatient { 7 } == 7)

        let (there, go, ended) = (Gate(), Gate(), Gate())
        let waiting = Task {
            await impatient {
                there.open()
                await go.wait()
                ended.open()
                return 7
            }
        }
        await there.wait()
        waiting.cancel()
        #expect(await waiting.value == nil, "though the work hangs")
        go.open()
        await ended.wait()
    }

    @Test func whoIsCancelledAlreadyBeginsNothing() async {
        let (go, begun) = (Gate(), Shared(false))
        let waiting = Task {
            await go.wait()
            return await impatient { begun.change { $0 = true } } != nil
        }
        waiting.cancel()
        go.open()
        #expect(await waiting.value == false)
        #expect(!begun.value)
    }

    @Test func aSecretThatComesTooLateIsWiped() async {
        let (there, go) = (Gate(), Gate())
        let (reply, wiped) = (Shared<Secret?>(Secret("7319")), Gate())
        weak var held = reply.value
        let waiting = Task {
            await impatient { () -> Secret? in
                there.open()
                await go.wait()
                defer { wiped.open() }
                return reply.change { secret in
                    defer { secret = nil }
                    return secret
                }
            }
        }
        await there.wait()
        waiting.cancel()
        _ = await waiting.value
        go.open()
        await wiped.wait()
        while held != nil { await Task.yield() }
    }

    @Test func aFlagIsRaisedOnce() async {
        let flag = Flag()
        let raised = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 { group.addTask { flag.raise() } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(raised == 1)
    }
}
