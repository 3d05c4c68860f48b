package cardpoints.android

import cardpoints.Device
import cardpoints.Journey
import cardpoints.JourneyKind
import cardpoints.Language
import cardpoints.Outcome
import cardpoints.Step
import cardpoints.sandbox.Sandbox
import cardpoints.sandbox.allocatedBytes
import cardpoints.testing.SandboxPerson
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
    private val unclosedJourneys = mutableListOf<Journey>()

    private fun runJourney(close: Boolean = true) = runBlocking {
        val person = SandboxPerson(hanako)
        val journey = Journey(JourneyKind.CARD, Language.ENGLISH, sandbox.address(), Device.ANDROID, practice = true)
        val runner = JourneyRunner(journey, VirtualCardConnector(card), sandbox::answer)
        val answering = launch {
            runner.step.filterIsInstance<Step.Ask>().collect { runner.send(person.answer(it.question), it) }
        }
        assertTrue(runner.run().outcome is Outcome.Card)
        answering.cancel()
        if (close) journey.close() else unclosedJourneys += journey
    }

    /** Bytes of the Java heap and of the library, which counts its own exactly. */
    private data class Memory(val heap: Long, val library: Long) {
        operator fun minus(other: Memory) = Memory(heap - other.heap, library - other.library)
    }

    /** Runs the garbage collector, and then JNA's cleaner. */
    private fun collect() {
        val cleaned = CountDownLatch(1)
        Cleaner.getCleaner().register(Any(), cleaned::countDown)
        do System.gc() while (!cleaned.await(100, TimeUnit.MILLISECONDS))
    }

    /** The memory in use. The heap is the smallest of several samples, because the platform's own part varies. */
    private fun measure(): Memory {
        val heap = (1..SAMPLES).minOf {
            collect()
            Runtime.getRuntime().run { totalMemory() - freeMemory() }
        }
        return Memory(heap, allocatedBytes())
    }

    /** Collects garbage at intervals: otherwise JNA's tables grow with the objects that wait for the cleaner, and never shrink. */
    private fun runMany(count: Int) = repeat(count / CHUNK) {
        repeat(CHUNK) { runJourney() }
        collect()
    }

    @Test
    fun `ten thousand journeys leak nothing, and ten that are not closed are noticed`() {
        runMany(COUNT / 4)
        val before = measure()
        runMany(COUNT)
        val between = measure()
        repeat(UNCLOSED) { runJourney(close = false) }
        val (grown, unclosed) = between - before to measure() - between
        println("$COUNT journeys: $grown more bytes; $UNCLOSED not closed: $unclosed")
        assertTrue("$grown", grown.heap < MAX_HEAP_BYTES && grown.library < MAX_LIBRARY_BYTES)
        assertTrue("$UNCLOSED of them, not closed: $unclosed", unclosed.library > MAX_LIBRARY_BYTES)
        unclosedJourneys.forEach { it.close() }
    }

    private companion object {
        const val COUNT = 10_000
        const val UNCLOSED = 10

        /** Less than ten journeys need. */
        const val MAX_LIBRARY_BYTES = 16_000L

        /** 400 for each journey; the platform's own part varies by half as much. */
        const val MAX_HEAP_BYTES = 4_000_000L
        const val CHUNK = 250
        const val SAMPLES = 5
    }
}
