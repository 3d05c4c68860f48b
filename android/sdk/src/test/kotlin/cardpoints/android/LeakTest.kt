package cardpoints.android

import cardpoints.Device
import cardpoints.Errand
import cardpoints.Journey
import cardpoints.Language
import cardpoints.Outcome
import cardpoints.Step
import cardpoints.sandbox.Sandbox
import cardpoints.testing.Person
import com.sun.jna.Native
import com.sun.jna.NativeLong
import com.sun.jna.Structure
import com.sun.jna.internal.Cleaner
import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File
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

    /** Kilobytes: of the Java heap, and of what Rust and JNA have allocated. */
    private data class Held(val heap: Long, val native: Long) {
        operator fun minus(other: Held) = Held(heap - other.heap, native - other.native)
    }

    /** Lets the collector run, and JNA's cleaner behind it. */
    private fun collect() {
        val cleaned = CountDownLatch(1)
        Cleaner.getCleaner().register(Any(), cleaned::countDown)
        do System.gc() while (!cleaned.await(100, TimeUnit.MILLISECONDS))
    }

    /** What is held once nothing more has been freed for a while. */
    private fun held(): Held {
        var least = Held(Long.MAX_VALUE, Long.MAX_VALUE)
        var idle = 0
        while (idle++ < 10) {
            collect()
            val heap = Runtime.getRuntime().run { totalMemory() - freeMemory() } / 1024
            val native = LibC.mallinfo2().run { uordblks.toLong() + hblkhd.toLong() } / 1024
            if (heap < least.heap - NOISE || native < least.native - NOISE) idle = 0
            least = Held(minOf(heap, least.heap), minOf(native, least.native))
        }
        return least
    }

    /** Collects now and then, or JNA's tables grow with what waits for the cleaner, and never shrink. */
    private fun playMany(count: Int) = repeat(count / CHUNK) {
        repeat(CHUNK) { play() }
        collect()
    }

    private fun resident(): Long =
        File("/proc/self/status").readLines().first { it.startsWith("VmRSS") }.filter(Char::isDigit).toLong()

    @Test
    fun `ten thousand journeys leave nothing behind, and a thousand that are not closed would be seen`() {
        playMany(COUNT / 4)
        val before = held()
        playMany(COUNT)
        val between = held()
        repeat(COUNT / 10) { play(keeps = true) }
        val (grown, leaked) = between - before to held() - between
        println("$COUNT journeys: $grown kB, the process holds ${resident()} kB; ${COUNT / 10} not closed: $leaked kB")
        assertTrue("$grown", grown.heap < BOUND && grown.native < BOUND)
        assertTrue("a tenth of them, not closed: $leaked", leaked.native > BOUND)
        kept.forEach { it.close() }
    }

    private companion object {
        const val COUNT = 10_000

        /** Kilobytes: 200 bytes for each journey, which is the noise. The 1,000 that are not closed take more. */
        const val BOUND = 2_000L
        const val NOISE = 50
        const val CHUNK = 250
    }

    /** glibc's own count of what is allocated, exact where the process's size is coarse. */
    private object LibC {
        init {
            Native.register(LibC::class.java, "c")
        }

        @JvmStatic
        external fun mallinfo2(): MallInfo
    }

    @Structure.FieldOrder("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost")
    class MallInfo : Structure(), Structure.ByValue {
        @JvmField var arena = NativeLong()
        @JvmField var ordblks = NativeLong()
        @JvmField var smblks = NativeLong()
        @JvmField var hblks = NativeLong()
        @JvmField var hblkhd = NativeLong()
        @JvmField var usmblks = NativeLong()
        @JvmField var fsmblks = NativeLong()
        @JvmField var uordblks = NativeLong()
        @JvmField var fordblks = NativeLong()
        @JvmField var keepcost = NativeLong()
    }
}
