package cardpoints.android

import cardpoints.Answer
import cardpoints.CardStage
import cardpoints.Device
import cardpoints.Event
import cardpoints.Journey
import cardpoints.JourneyKind
import cardpoints.Language
import cardpoints.Outcome
import cardpoints.ReaderCapabilities
import cardpoints.Secret
import cardpoints.Step
import cardpoints.SubmissionState
import cardpoints.Topic
import cardpoints.sandbox.Sandbox
import cardpoints.testing.SandboxPerson
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertSame
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import java.util.concurrent.CountDownLatch
import kotlin.concurrent.thread

/** A person or an app stops a journey, or answers too often. */
class CancellationTest {
    private val sandbox = Sandbox()
    private val card = sandbox.card("hanako")!!
    private val person = SandboxPerson(sandbox.people().first { it.id == "hanako" })
    private val journey = Journey(JourneyKind.APPLY, Language.ENGLISH, sandbox.address(), Device.ANDROID, practice = true)

    /** A connector that records whether it is connected. */
    private class ObservedConnector(private val connector: CardConnector) : CardConnector by connector {
        @Volatile
        var isConnected = false

        override suspend fun tap(): ReaderCapabilities = connector.tap().also { isConnected = true }

        override fun end() {
            connector.end()
            isConnected = false
        }
    }

    private fun test(body: suspend CoroutineScope.() -> Unit) = runBlocking { withTimeout(TestPhone.TIMEOUT_MS) { coroutineScope(body) } }

    private fun CoroutineScope.answerQuestions(runner: JourneyRunner, except: (Step.Ask) -> Boolean = { false }): Job =
        launch(Dispatchers.Default) {
            runner.step.filterIsInstance<Step.Ask>().collect {
                if (!except(it)) runner.send(person.answer(it.question), it)
            }
        }

    private suspend inline fun <reified S : Step> JourneyRunner.awaitStep(crossinline fits: (S) -> Boolean = { true }): S =
        step.filterIsInstance<S>().first { fits(it) }

    @Test
    fun `cancelled while the card checks the password, the command ends first and nothing was sent`() = test {
        val (received, release) = CompletableDeferred<Secret>() to CountDownLatch(1)
        val connector = ObservedConnector(object : CardConnector by VirtualCardConnector(card) {
            override suspend fun transmit(command: Secret): Secret? {
                if (command.bytes[1].toInt() == 0x20 && command.bytes.size > 5) {
                    received.complete(command)
                    release.await() // like a thread that is blocked in Android's I/O
                }
                return card.transmit(command)
            }
        })
        val runner = JourneyRunner(journey, connector, sandbox::answer)
        val answering = answerQuestions(runner)
        val playing = launch { runner.run() }
        val command = received.await()
        playing.cancel()
        assertTrue("the card still has the command", connector.isConnected && playing.isActive.not() && !playing.isCompleted)
        release.countDown()
        playing.join()
        answering.cancel()

        val done = runner.step.value as Step.Done
        assertEquals(Outcome.Stopped(SubmissionState.NOT_SENT), done.outcome)
        assertFalse(connector.isConnected)
        assertTrue("wiped", command.bytes.all { it.toInt() == 0 })
        assertEquals(1, card.verifies())
        journey.close()
    }

    @Test
    fun `cancelled at every step, it stops, disconnects from the card, and says whether an application may have been sent`() = test {
        var nth = 0
        do {
            val sandbox = Sandbox()
            val person = SandboxPerson(sandbox.people().first { it.id == "hanako" })
            val card = sandbox.card("hanako")!!
            val journey = Journey(JourneyKind.APPLY, Language.ENGLISH, sandbox.address(), Device.ANDROID, practice = true)
            val connector = ObservedConnector(VirtualCardConnector(card))
            var steps = 0
            var applicationSent = false
            // The loop is blocked when the nth event is due.
            val blocked = CompletableDeferred<Unit>()
            suspend fun <T> unlessBlocked(action: suspend () -> T): T {
                if (steps++ == nth) {
                    blocked.complete(Unit)
                    awaitCancellation()
                }
                return action()
            }
            val runner = JourneyRunner(
                journey,
                object : CardConnector by connector {
                    override suspend fun tap() = unlessBlocked { connector.tap() }
                    override suspend fun transmit(command: Secret) = unlessBlocked { connector.transmit(command) }
                },
                { unlessBlocked { if (it.url.endsWith("application")) applicationSent = true; sandbox.answer(it) } },
            )
            val playing = async(Dispatchers.Default) { runner.run() }
            val answering = launch(Dispatchers.Default) {
                runner.step.filterIsInstance<Step.Ask>().collect {
                    if (steps++ == nth) blocked.complete(Unit) else runner.send(person.answer(it.question), it)
                }
            }
            val ended = launch { playing.join(); blocked.complete(Unit) }
            blocked.await()
            playing.cancelAndJoin()
            ended.join()
            answering.cancel()
            val outcome = (runner.step.value as Step.Done).outcome
            if (outcome is Outcome.Stopped) assertTrue("$nth: $outcome", !applicationSent || outcome.submission == SubmissionState.MAYBE_SENT)
            assertFalse("$nth", connector.isConnected)
            assertTrue("$nth", outcome is Outcome.Stopped || outcome is Outcome.Applied)
            journey.close()
            nth++
        } while (outcome !is Outcome.Applied)
        assertTrue("$nth", nth > 15)
    }

    @Test
    fun `cancelled while the application is being sent, the outcome says that it may have been sent`() = test {
        val sending = CompletableDeferred<Unit>()
        val runner = JourneyRunner(journey, VirtualCardConnector(card), {
            if (card.signatures() > 0) {
                sending.complete(Unit)
                awaitCancellation()
            }
            sandbox.answer(it)
        })
        val answering = answerQuestions(runner)
        val playing = launch { runner.run() }
        sending.await()
        playing.cancelAndJoin()
        answering.cancel()
        assertEquals(Outcome.Stopped(SubmissionState.MAYBE_SENT), (runner.step.value as Step.Done).outcome)
        journey.close()
    }

    @Test
    fun `a stop during a command counts after it, and nothing more reaches the card`() = test {
        lateinit var runner: JourneyRunner
        val connector = object : CardConnector by VirtualCardConnector(card) {
            override suspend fun transmit(command: Secret): Secret? {
                val step = runner.step.value as Step.Transmit
                if (step.progress.stage == CardStage.PASSWORD) runner.send(Event.Stopped, step)
                return card.transmit(command)
            }
        }
        runner = JourneyRunner(journey, connector, sandbox::answer)
        val answering = answerQuestions(runner)
        val done = runner.run()
        answering.cancel()
        assertEquals(Outcome.Stopped(SubmissionState.NOT_SENT), done.outcome)
        assertEquals(0, card.signatures())
        journey.close()
    }

    @Test
    fun `a double click from many threads answers one question`() = test {
        val runner = JourneyRunner(journey, VirtualCardConnector(card), sandbox::answer)
        val playing = launch { runner.run() }
        card.setTries(1)
        val answering = answerQuestions(runner) { it.question.about == Topic.LAST_TRY || it.question.about == Topic.PASSWORD }
        val password = runner.awaitStep<Step.Ask> { it.question.about == Topic.PASSWORD }
        val start = CountDownLatch(1)
        val typed = List(20) { Secret("0000") }
        val presses = typed.map { secret ->
            thread {
                start.await()
                runner.send(Event.Answered(Answer.Password(secret)), password)
                runner.send(Event.Answered(Answer.Confirmed), password)
            }
        }
        start.countDown()
        presses.forEach { it.join() }
        val last = runner.awaitStep<Step.Ask> { it.question.about == Topic.LAST_TRY }
        // Late answers to the password question must not confirm the last try.
        repeat(20) { runner.send(Event.Answered(Answer.Confirmed), password) }
        runner.send(Event.Back, Step.Ask(password.question))
        runner.send(Event.Stopped, last)
        playing.join()
        answering.cancel()
        assertEquals(Outcome.Stopped(SubmissionState.NOT_SENT), (runner.step.value as Step.Done).outcome)
        assertEquals(1 to 0, card.tries() to card.verifies())
        assertTrue("wiped, including those that came too late", typed.all { secret -> secret.bytes.all { it.toInt() == 0 } })
        val late = Secret("1234")
        runner.send(Event.Answered(Answer.Password(late)), last)
        assertTrue(late.bytes.all { it.toInt() == 0 })
        journey.close()
    }

    @Test
    fun `an exception of the sender is rethrown after the journey was stopped`() = test {
        val fault = IllegalArgumentException("a fault of the host")
        val runner = JourneyRunner(journey, VirtualCardConnector(card), { throw fault })
        val answering = answerQuestions(runner)
        val thrown = runCatching { runner.run() }.exceptionOrNull()
        answering.cancel()
        assertSame(fault, thrown?.cause ?: thrown)
        assertTrue((runner.step.value as Step.Done).outcome is Outcome.Stopped)
        journey.close()
    }

    @Test
    fun `a slow collector can answer a question that is asked again word for word`() = test {
        val runner = JourneyRunner(journey, VirtualCardConnector(card), { Event.Unreachable(it.id) })
        val playing = launch(Dispatchers.Default) { runner.run() }
        val received = mutableListOf<Step.Ask>()
        runner.step.filterIsInstance<Step.Ask>().first { asked ->
            received += asked
            runner.send(person.answer(asked.question), asked)
            // Collects nothing until the journey has tried again and asks again.
            if (received.size < 4) while (runner.step.value.let { it !is Step.Ask || it === asked }) Thread.onSpinWait()
            received.size == 4
        }
        assertTrue("word for word, or this tests nothing", received.zipWithNext().any { (one, next) -> one == next })
        playing.cancelAndJoin()
        journey.close()
    }

    @Test
    fun `a runner runs once`() = test {
        val runner = JourneyRunner(journey, VirtualCardConnector(card), sandbox::answer)
        val playing = launch { runner.run() }
        runner.awaitStep<Step.Ask>()
        assertThrows(IllegalStateException::class.java) { runBlocking { runner.run() } }
        playing.cancelAndJoin()
        journey.close()
    }
}
