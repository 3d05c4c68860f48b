package cardpoints.android

import cardpoints.Answer
import cardpoints.Device
import cardpoints.Errand
import cardpoints.Event
import cardpoints.Journey
import cardpoints.Language
import cardpoints.Outcome
import cardpoints.Reader
import cardpoints.Secret
import cardpoints.Sent
import cardpoints.Stage
import cardpoints.Step
import cardpoints.Topic
import cardpoints.sandbox.Sandbox
import cardpoints.testing.Person
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

/** What a person or an app does in the middle. */
class CancellingTest {
    private val sandbox = Sandbox()
    private val card = sandbox.card("hanako")!!
    private val person = Person(sandbox.people().first { it.id == "hanako" })
    private val journey = Journey(Errand.APPLY, Language.ENGLISH, sandbox.address(), Device.ANDROID, practice = true)

    /** Ends what it began, and says so. */
    private class Watched(private val slot: CardSlot) : CardSlot by slot {
        @Volatile
        var open = false

        override suspend fun tap(): Reader = slot.tap().also { open = true }

        override fun end() {
            slot.end()
            open = false
        }
    }

    private fun test(body: suspend CoroutineScope.() -> Unit) = runBlocking { withTimeout(Phone.HANG) { coroutineScope(body) } }

    private fun CoroutineScope.answer(conversation: Conversation, unless: (Step.Ask) -> Boolean = { false }): Job =
        launch(Dispatchers.Default) {
            conversation.step.filterIsInstance<Step.Ask>().collect {
                if (!unless(it)) conversation.tell(person.answer(it.question), it)
            }
        }

    private suspend inline fun <reified S : Step> Conversation.at(crossinline there: (S) -> Boolean = { true }): S =
        step.filterIsInstance<S>().first { there(it) }

    @Test
    fun `cancelled while the password is with the card, the command ends first and nothing was sent`() = test {
        val (there, go) = CompletableDeferred<Secret>() to CountDownLatch(1)
        val slot = Watched(object : CardSlot by VirtualSlot(card) {
            override suspend fun transmit(command: Secret): Secret? {
                if (command.bytes[1].toInt() == 0x20 && command.bytes.size > 5) {
                    there.complete(command)
                    go.await() // as a thread in the middle of Android's I/O
                }
                return card.transmit(command)
            }
        })
        val conversation = Conversation(journey, slot, sandbox::answer)
        val answering = answer(conversation)
        val playing = launch { conversation.play() }
        val command = there.await()
        playing.cancel()
        assertTrue("the command is still with the card", slot.open && playing.isActive.not() && !playing.isCompleted)
        go.countDown()
        playing.join()
        answering.cancel()

        val done = conversation.step.value as Step.Done
        assertEquals(Outcome.Stopped(Sent.NOTHING), done.outcome)
        assertFalse(slot.open)
        assertTrue("wiped", command.bytes.all { it.toInt() == 0 })
        assertEquals(1, card.verifies())
        journey.close()
    }

    @Test
    fun `cancelled at every step, it stops, lets go of the card, and tells whether an application may have left`() = test {
        var nth = 0
        do {
            val sandbox = Sandbox()
            val person = Person(sandbox.people().first { it.id == "hanako" })
            val card = sandbox.card("hanako")!!
            val journey = Journey(Errand.APPLY, Language.ENGLISH, sandbox.address(), Device.ANDROID, practice = true)
            val slot = Watched(VirtualSlot(card))
            var steps = 0
            var left = false
            // The loop stands still when the nth thing is to happen.
            val still = CompletableDeferred<Unit>()
            suspend fun <T> bring(what: suspend () -> T): T {
                if (steps++ == nth) {
                    still.complete(Unit)
                    awaitCancellation()
                }
                return what()
            }
            val conversation = Conversation(
                journey,
                object : CardSlot by slot {
                    override suspend fun tap() = bring { slot.tap() }
                    override suspend fun transmit(command: Secret) = bring { slot.transmit(command) }
                },
                { bring { if (it.url.endsWith("application")) left = true; sandbox.answer(it) } },
            )
            val playing = async(Dispatchers.Default) { conversation.play() }
            val answering = launch(Dispatchers.Default) {
                conversation.step.filterIsInstance<Step.Ask>().collect {
                    if (steps++ == nth) still.complete(Unit) else conversation.tell(person.answer(it.question), it)
                }
            }
            val over = launch { playing.join(); still.complete(Unit) }
            still.await()
            playing.cancelAndJoin()
            over.join()
            answering.cancel()
            val outcome = (conversation.step.value as Step.Done).outcome
            if (outcome is Outcome.Stopped) assertTrue("$nth: $outcome", !left || outcome.sent == Sent.PERHAPS)
            assertFalse("$nth", slot.open)
            assertTrue("$nth", outcome is Outcome.Stopped || outcome is Outcome.Applied)
            journey.close()
            nth++
        } while (outcome !is Outcome.Applied)
        assertTrue("$nth", nth > 15)
    }

    @Test
    fun `cancelled while the application is on its way, the outcome says perhaps`() = test {
        val sending = CompletableDeferred<Unit>()
        val conversation = Conversation(journey, VirtualSlot(card), {
            if (card.signatures() > 0) {
                sending.complete(Unit)
                awaitCancellation()
            }
            sandbox.answer(it)
        })
        val answering = answer(conversation)
        val playing = launch { conversation.play() }
        sending.await()
        playing.cancelAndJoin()
        answering.cancel()
        assertEquals(Outcome.Stopped(Sent.PERHAPS), (conversation.step.value as Step.Done).outcome)
        journey.close()
    }

    @Test
    fun `who stops during a command is heard after it, and nothing more reaches the card`() = test {
        lateinit var conversation: Conversation
        val slot = object : CardSlot by VirtualSlot(card) {
            override suspend fun transmit(command: Secret): Secret? {
                val step = conversation.step.value as Step.Transmit
                if (step.stage == Stage.PASSWORD) conversation.tell(Event.Stopped, step)
                return card.transmit(command)
            }
        }
        conversation = Conversation(journey, slot, sandbox::answer)
        val answering = answer(conversation)
        val done = conversation.play()
        answering.cancel()
        assertEquals(Outcome.Stopped(Sent.NOTHING), done.outcome)
        assertEquals(0, card.signatures())
        journey.close()
    }

    @Test
    fun `a double click from many threads answers one question`() = test {
        val conversation = Conversation(journey, VirtualSlot(card), sandbox::answer)
        val playing = launch { conversation.play() }
        card.setTries(1)
        val answering = answer(conversation) { it.question.about == Topic.LAST_TRY || it.question.about == Topic.PASSWORD }
        val password = conversation.at<Step.Ask> { it.question.about == Topic.PASSWORD }
        val go = CountDownLatch(1)
        val typed = List(20) { Secret("0000") }
        val fingers = typed.map { secret ->
            thread {
                go.await()
                conversation.tell(Event.Answered(Answer.Password(secret)), password)
                conversation.tell(Event.Answered(Answer.Agreed), password)
            }
        }
        go.countDown()
        fingers.forEach { it.join() }
        val last = conversation.at<Step.Ask> { it.question.about == Topic.LAST_TRY }
        // Whatever else they say about the password must not be taken for "use my last try".
        repeat(20) { conversation.tell(Event.Answered(Answer.Agreed), password) }
        conversation.tell(Event.Back, Step.Ask(password.question))
        conversation.tell(Event.Stopped, last)
        playing.join()
        answering.cancel()
        assertEquals(Outcome.Stopped(Sent.NOTHING), (conversation.step.value as Step.Done).outcome)
        assertEquals(1 to 0, card.tries() to card.verifies())
        assertTrue("wiped, also those that came too late", typed.all { secret -> secret.bytes.all { it.toInt() == 0 } })
        val late = Secret("1234")
        conversation.tell(Event.Answered(Answer.Password(late)), last)
        assertTrue(late.bytes.all { it.toInt() == 0 })
        journey.close()
    }

    @Test
    fun `what a sender throws comes out, after the journey was stopped`() = test {
        val fault = IllegalArgumentException("a fault of the host")
        val conversation = Conversation(journey, VirtualSlot(card), { throw fault })
        val answering = answer(conversation)
        val thrown = runCatching { conversation.play() }.exceptionOrNull()
        answering.cancel()
        assertSame(fault, thrown?.cause ?: thrown)
        assertTrue((conversation.step.value as Step.Done).outcome is Outcome.Stopped)
        journey.close()
    }

    @Test
    fun `whoever looks away while a question comes again word for word can still answer it`() = test {
        val conversation = Conversation(journey, VirtualSlot(card), { Event.Unreachable(it.id) })
        val playing = launch(Dispatchers.Default) { conversation.play() }
        val seen = mutableListOf<Step.Ask>()
        conversation.step.filterIsInstance<Step.Ask>().first { asked ->
            seen += asked
            conversation.tell(person.answer(asked.question), asked)
            // Looks away until the journey has tried again and asks again.
            if (seen.size < 4) while (conversation.step.value.let { it !is Step.Ask || it === asked }) Thread.onSpinWait()
            seen.size == 4
        }
        assertTrue("word for word, else this shows nothing", seen.zipWithNext().any { (one, next) -> one == next })
        playing.cancelAndJoin()
        journey.close()
    }

    @Test
    fun `a conversation is played once`() = test {
        val conversation = Conversation(journey, VirtualSlot(card), sandbox::answer)
        val playing = launch { conversation.play() }
        conversation.at<Step.Ask>()
        assertThrows(IllegalStateException::class.java) { runBlocking { conversation.play() } }
        playing.cancelAndJoin()
        journey.close()
    }
}
