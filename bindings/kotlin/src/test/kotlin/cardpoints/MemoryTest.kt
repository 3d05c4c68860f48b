package cardpoints

import com.sun.jna.Native
import com.sun.jna.Pointer
import java.io.File
import java.io.IOException
import java.io.RandomAccessFile
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Test

/**
 * Memory that the library gave back holds no password. Without its wiping allocator this fails at the long text, whose
 * buffer stays behind whole; of short ones the system's allocator overwrites the head, which hides four digits by chance.
 *
 * The Java heap is left out: there, whoever makes a [Secret] closes it, but the collector may have moved it before, and
 * the copies that it leaves behind are the platform's.
 */
class MemoryTest {
    @Test
    fun `no native memory holds a password or a security code that the library has let go of`() {
        assumeTrue("reads /proc/self/mem", File("/proc/self/mem").canRead())
        Play().use { play ->
            val form = play.until { it is Step.Ask && it.question.about == Topic.ACCOUNT }.let { (it as Step.Ask).question.form }
            val usual = (play.usual(play.steps.last()) as Event.Answered).answer as Answer.Filled
            val secret = (form as Form.Fill).fields.filter { it.secret }.map { it.id }
            val typed = usual.entries.map { if (it.field in secret) it.copy(value = like(it.value)) else it }
            play.next(Event.Answered(Answer.Filled(typed)))
            assertEquals("after the codes were handed in", emptyList<String>(), findings())
        }
        Play().use { play ->
            play.mistakes += PASSWORD
            play.until { it is Step.Ask && it.question.form is Form.Password }
            play.next(Event.Answered(Answer.Password(Secret(PASSWORD.repeat(10_000)))))
            assertEquals("after a long text in its place", emptyList<String>(), findings())
            play.next(play.usual(play.steps.last()))
            assertEquals("after the password was handed in", emptyList<String>(), findings())
            while (!sends(play.steps.last(), PASSWORD)) play.next(play.usual(play.steps.last()))
            assertEquals("but the command that waits for its reply", 1, findings().size)
            play.next(play.usual(play.steps.last()))
            assertEquals("after the card had it", emptyList<String>(), findings())
        }

        // The same search finds what an allocator that doesn't wipe leaves behind, and what is still held.
        val size = 512L
        val block = Native.malloc(size)
        val at = 200L
        Pointer(block).write(at, byteArrayOf(0, 0x20, 0, 0x98.toByte(), 4) + PASSWORD.toByteArray(), 0, 9)
        assertTrue("a block in use is searched", findings().isNotEmpty())
        Native.free(block)
        assertTrue("a block that was freed as it was is searched", findings().isNotEmpty())
    }

    /** A code of that length that the search knows. */
    private fun like(code: Secret) = Secret(PASSWORD.repeat(code.bytes.size).take(code.bytes.size))

    private fun sends(step: Step, password: String) =
        step is Step.Transmit && String(step.command.bytes, Charsets.ISO_8859_1).endsWith(password)

    /** Where VERIFY with the password stands, or a password or code as it crosses: after its length. */
    private fun findings(): List<String> = memory().flatMap { (name, bytes) ->
        val digits = PASSWORD.toByteArray()
        (0..bytes.size - digits.size).filter { at -> digits.indices.all { bytes[at + it] == digits[it] } }
            .filter { at -> after(bytes, at, 0, 0x20, 0, -1, 4) || (at > 0 && bytes[at - 1] in 4..16 && after(bytes, at - 1, 0, 0, 0)) ||
                after(bytes, at, *IntArray(PASSWORD.length * 10) { PASSWORD[it % PASSWORD.length].code }) }
            .map { at -> "$name +$at" }
    }.toList()

    /** Whether these stand before [at]; -1 stands for any byte. */
    private fun after(bytes: ByteArray, at: Int, vararg before: Int): Boolean = at >= before.size &&
        before.indices.all { before[it] == -1 || bytes[at - before.size + it] == before[it].toByte() }

    /** Every writable mapping that belongs to no file and is not the Java heap, which is below 32 GB (compressed oops). */
    private fun memory(): Sequence<Pair<String, ByteArray>> = sequence {
        RandomAccessFile("/proc/self/mem", "r").use { memory ->
            for (line in File("/proc/self/maps").readLines()) {
                val fields = line.split(Regex(" +"))
                val (from, to) = fields[0].split("-").map { it.toULong(16).toLong() }
                val name = fields.getOrElse(5) { "" }
                if (!fields[1].startsWith("rw") || name !in setOf("", "[heap]") || to < JAVA_HEAP_END) continue
                for (start in from until to step PIECE) {
                    val bytes = ByteArray(minOf(PIECE + OVERLAP, to - start).toInt())
                    try {
                        memory.seek(start)
                        memory.readFully(bytes)
                    } catch (_: IOException) {
                        continue // Reserved, never used.
                    }
                    yield("$name ${start.toString(16)}" to bytes)
                }
            }
        }
    }

    private companion object {
        const val PASSWORD = "8264"
        const val JAVA_HEAP_END = 32L shl 30
        /** What the JDK reads by way of its stack: more would leave copies of what is searched on the heap. */
        const val PIECE = 8_000L
        const val OVERLAP = 16L
    }
}
