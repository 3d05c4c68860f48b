package cardpoints.android

import cardpoints.Device
import cardpoints.Errand
import cardpoints.Journey
import cardpoints.Language
import cardpoints.Outcome
import cardpoints.Step
import cardpoints.sandbox.Sandbox
import cardpoints.sandbox.held
import cardpoints.testing.Person
import com.sun.jna.internal.Cleaner
import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertTrue
import org.junit.Test
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

class LeakTest {
    private val sandbox = Sandbox()
    private val hanako = sandbox.people().first { it.id == "hanako" }
    private val card = sandbox.card("hanako")!!
    private val kept = mutableListOf<Journey>()

    private fun play(keeps: Boolean = false) = runBlocking {
        val person = Person(hanako)
        val journey = Journey(Errand.CARD, Language.ENGLISH, sandbox.address(), Device.ANDROID, practice = true)
        val conversation = Conversation(journey, VirtualSlot(card), sandbox::answer)
        val answering = launch {
            conversation.step.filterIsInstance<Step.Ask>().collect { conversation.tell(person.answer(it.question), it) }
        }
        assertTrue(conversation.play().outcome is Outcome.Card)
        answering.cancel()
        if (keeps) kept += journey else journey.close()
    }

    /** Bytes: of the Java heap, and of the library, which counts its own exactly. */
    private data class Held(val heap: Long, val library: Long) {
        operator fun minus(other: Held) = Held(heap - other.heap, library - other.library)
    }

    /** Lets the collector run, and JNA's cleaner behind it. */
    private fun collect() {
        val cleaned = CountDownLatch(1)
        Cleaner.getCleaner().register(Any(), cleaned::countDown)
        do System.gc() while (!cleaned.await(100, TimeUnit.MILLISECONDS))
    }

    /** What is held: the least heap of several looks, since the platform's own comes and goes. */
    private fun looked(): Held {
        val heap = (1..LOOKS).minOf {
            collect()
            Runtime.getRuntime().run { totalMemory() - freeMemory() }
        }
        return Held(heap, held())
    }

    /** Collects now and then, or JNA's tables grow with what waits for the cleaner, and never shrink. */
    private fun playMany(count: Int) = repeat(count / CHUNK) {
        repeat(CHUNK) { play() }
        collect()
    }

    @Test
    fun `ten thousand journeys leave nothing behind, and ten that are not closed would be seen`() {
        playMany(COUNT / 4)
        val before = looked()
        playMany(COUNT)
        val between = looked()
        repeat(UNCLOSED) { play(keeps = true) }
        val (grown, unclosed) = between - before to looked() - between
        println("$COUNT journeys: $grown more bytes; $UNCLOSED not closed: $unclosed")
        assertTrue("$grown", grown.heap < HEAP && grown.library < LIBRARY)
        assertTrue("$UNCLOSED of them, not closed: $unclosed", unclosed.library > LIBRARY)
        kept.forEach { it.close() }
    }

    private companion object {
        const val COUNT = 10_000
        const val UNCLOSED = 10

        /** Bytes: what less than ten journeys hold. */
        const val LIBRARY = 16_000L

        /** Bytes: 400 for each journey; the platform's own come and go by half as much. */
        const val HEAP = 4_000_000L
        const val CHUNK = 250
        const val LOOKS = 5
    }
}
