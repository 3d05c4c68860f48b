package cardpoints.android

import android.os.Looper
import cardpoints.Event
import cardpoints.HttpRequest
import cardpoints.JourneyKind
import cardpoints.Language
import cardpoints.Outcome
import cardpoints.Step
import cardpoints.SubmissionState
import cardpoints.testing.ShadowCardIsoDep
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
@Config(sdk = [34], shadows = [ShadowCardIsoDep::class])
class JourneySessionTest {
    private val phone = TestPhone()
    private val sandbox = phone.sandbox

    private fun session(sendRequest: suspend (HttpRequest) -> Event = sandbox::answer) =
        JourneySession(phone.app, JourneyKind.APPLY, Language.ENGLISH, sandbox.address(), sendRequest, practice = true)

    @Test
    fun `a session outlives its activity, which is destroyed during a command`() = runBlocking {
        val threads = mutableSetOf<Thread>()
        val session = session { threads += Thread.currentThread(); sandbox.answer(it) }
        val (card, person) = sandbox.card("hanako")!! to phone.person("hanako")
        val (first, second) = List(2) { Robolectric.buildActivity(android.app.Activity::class.java).create().start().resume() }
        session.resume(first.get())
        val (received, release) = CompletableDeferred<Unit>() to CountDownLatch(1)
        ShadowCardIsoDep.beforeTransceive = { if (received.complete(Unit)) release.await() }
        val answering = launch(Dispatchers.Default) {
            session.step.filterIsInstance<Step.Ask>().collect { session.send(person.answer(it.question), it) }
        }
        withTimeout(TestPhone.TIMEOUT_MS) {
            session.step.first { it is Step.Tap }
            phone.nfc.placeCard(card)
            received.await()
            session.pause(first.get())
            phone.nfc.removeCard()
            first.pause().stop().destroy()
            release.countDown()
            session.step.first { it is Step.Tap }
            session.resume(second.get())
            phone.nfc.placeCard(card)
            assertTrue(session.outcome().outcome is Outcome.Applied)
        }
        answering.cancel()
        session.close()
        assertEquals(1 to 1, person.passwordsTyped to card.verifies())
        assertTrue(Looper.getMainLooper().thread !in threads)
    }

    @Test
    fun `a session that is closed stops its journey`() = runBlocking {
        val session = session()
        withTimeout(TestPhone.TIMEOUT_MS) {
            session.step.first { it is Step.Ask }
            session.close()
            assertEquals(Outcome.Stopped(SubmissionState.NOT_SENT), session.outcome().outcome)
        }
    }

    @Test
    fun `over the library's own HTTP, an unreachable backend leads to a question`() = runBlocking {
        val session = JourneySession(phone.app, JourneyKind.STATUS, Language.ENGLISH, "http://127.0.0.1:1", roots = emptyList())
        withTimeout(TestPhone.TIMEOUT_MS) {
            val asked = session.step.filterIsInstance<Step.Ask>().first()
            assertNotEquals("", asked.question.text.title)
            session.send(Event.Stopped, asked)
            assertEquals(Outcome.Stopped(SubmissionState.NOT_SENT), session.outcome().outcome)
        }
        session.close()
    }
}
