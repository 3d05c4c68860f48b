package cardpoints.android

import android.os.Looper
import cardpoints.Errand
import cardpoints.Event
import cardpoints.Language
import cardpoints.Outcome
import cardpoints.Sent
import cardpoints.Step
import cardpoints.testing.ShadowCard
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.util.concurrent.CountDownLatch

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], shadows = [ShadowCard::class])
class SessionTest {
    private val phone = Phone()
    private val sandbox = phone.sandbox

    private fun session(send: suspend (cardpoints.Request) -> Event = sandbox::answer) =
        Session(phone.app, Errand.APPLY, Language.ENGLISH, sandbox.address(), send, practice = true)

    @Test
    fun `a session outlives its activity, which leaves in the middle of a command`() = runBlocking {
        val threads = mutableSetOf<Thread>()
        val session = session { threads += Thread.currentThread(); sandbox.answer(it) }
        val (card, person) = sandbox.card("hanako")!! to phone.person("hanako")
        val (first, second) = List(2) { Robolectric.buildActivity(android.app.Activity::class.java).create().start().resume() }
        session.resume(first.get())
        val (there, go) = CompletableDeferred<Unit>() to CountDownLatch(1)
        ShadowCard.before = { if (there.complete(Unit)) go.await() }
        val answering = launch(Dispatchers.Default) {
            session.step.filterIsInstance<Step.Ask>().collect { session.tell(person.answer(it.question), it) }
        }
        withTimeout(Phone.HANG) {
            session.step.first { it is Step.Tap }
            phone.field.lay(card)
            there.await()
            session.pause(first.get())
            phone.field.takeAway()
            first.pause().stop().destroy()
            go.countDown()
            session.step.first { it is Step.Tap }
            session.resume(second.get())
            phone.field.lay(card)
            assertTrue(session.outcome().outcome is Outcome.Applied)
        }
        answering.cancel()
        session.close()
        assertEquals(1 to 1, person.typed to card.verifies())
        assertTrue(Looper.getMainLooper().thread !in threads)
    }

    @Test
    fun `a session that is closed stops its journey`() = runBlocking {
        val session = session()
        withTimeout(Phone.HANG) {
            session.step.first { it is Step.Ask }
            session.close()
            assertEquals(Outcome.Stopped(Sent.NOTHING), session.outcome().outcome)
        }
    }

    @Test
    fun `over the library's own HTTP, a backend out of reach is told and asked about`() = runBlocking {
        val session = Session(phone.app, Errand.STATUS, Language.ENGLISH, "http://127.0.0.1:1", roots = emptyList())
        withTimeout(Phone.HANG) {
            val asked = session.step.filterIsInstance<Step.Ask>().first()
            assertNotEquals("", asked.question.words.title)
            session.tell(Event.Stopped, asked)
            assertEquals(Outcome.Stopped(Sent.NOTHING), session.outcome().outcome)
        }
        session.close()
    }
}
