package cardpoints

import cardpoints.testing.SandboxJourney
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
 * Memory that the library has freed contains no password. Without the wiping allocator this test fails at the long text, whose
 * buffer would stay in memory. Of short texts the system's allocator overwrites the start, which may hide four digits.
 *
 * The Java heap is left out. There the owner of a [Secret] closes it, but the garbage collector may have copied it before.
 */
class MemoryTest {
    @Test
    fun `no native memory contains a password or a security code that the library has released`() {
        assumeTrue("reads /proc/self/mem", File("/proc/self/mem").canRead())
        SandboxJourney().use { player ->
            val form = player.until { it is Step.Ask && it.question.about == Topic.ACCOUNT }.let { (it as Step.Ask).question.form }
            val usual = (player.usualEvent() as Event.Answered).answer as Answer.Filled
            val secret = (form as QuestionForm.Fill).fields.filter { it.secret }.map { it.id }
            val typed = usual.values.map { if (it.field in secret) it.copy(value = like(it.value)) else it }
            player.next(Event.Answered(Answer.Filled(typed)))
            assertEquals("after the codes were passed in", emptyList<String>(), findings())
        }
        SandboxJourney().use { player ->
            player.person.typing(PASSWORD)
            player.until { it is Step.Ask && it.question.form is QuestionForm.Password }
            player.next(Event.Answered(Answer.Password(Secret(PASSWORD.repeat(10_000)))))
            assertEquals("after a long text instead", emptyList<String>(), findings())
            player.next(player.usualEvent())
            assertEquals("after the password was passed in", emptyList<String>(), findings())
            while (!transmits(player.step, PASSWORD)) player.next(player.usualEvent())
            assertEquals("except the command that waits for its response", 1, findings().size)
            player.next(player.usualEvent())
            assertEquals("after the card has received it", emptyList<String>(), findings())
        }

        // The search itself works: it finds a block in use, and a block that was freed without wiping.
        val size = 512L
        val block = Native.malloc(size)
        val at = 200L
        Pointer(block).write(at, byteArrayOf(0, 0x20, 0, 0x98.toByte(), 4) + PASSWORD.toByteArray(), 0, 9)
        assertTrue("a block in use is searched", findings().isNotEmpty())
        Native.free(block)
        assertTrue("a block that was freed without wiping is searched", findings().isNotEmpty())
    }

    /** A code of the same length that the search looks for. */
    private fun like(code: Secret) = Secret(PASSWORD.repeat(code.bytes.size).take(code.bytes.size))

    private fun transmits(step: Step, password: String) =
        step is Step.Transmit && String(step.command.bytes, Charsets.ISO_8859_1).endsWith(password)

    /** Where memory contains a VERIFY command with the password, or a password or code as it crosses the boundary: after its length. */
    private fun findings(): List<String> = memory().flatMap { (name, bytes) ->
        val digits = PASSWORD.toByteArray()
        (0..bytes.size - digits.size).filter { at -> digits.indices.all { bytes[at + it] == digits[it] } }
            .filter { at -> follows(bytes, at, 0, 0x20, 0, -1, 4) || (at > 0 && bytes[at - 1] in 4..16 && follows(bytes, at - 1, 0, 0, 0)) ||
                follows(bytes, at, *IntArray(PASSWORD.length * 10) { PASSWORD[it % PASSWORD.length].code }) }
            .map { at -> "$name +$at" }
    }.toList()

    /** Whether these bytes are before [at]; -1 matches any byte. */
    private fun follows(bytes: ByteArray, at: Int, vararg before: Int): Boolean = at >= before.size &&
        before.indices.all { before[it] == -1 || bytes[at - before.size + it] == before[it].toByte() }

    /** Every writable mapping without a file, except the Java heap, which is below 32 GB (compressed oops). */
    private fun memory(): Sequence<Pair<String, ByteArray>> = sequence {
        RandomAccessFile("/proc/self/mem", "r").use { memory ->
            for (line in File("/proc/self/maps").readLines()) {
                val fields = line.split(Regex(" +"))
                val (from, to) = fields[0].split("-").map { it.toULong(16).toLong() }
                val name = fields.getOrElse(5) { "" }
                if (!fields[1].startsWith("rw") || name !in setOf("", "[heap]") || to < JAVA_HEAP_END) continue
                for (start in from until to step CHUNK_BYTES) {
                    val bytes = ByteArray(minOf(CHUNK_BYTES + OVERLAP_BYTES, to - start).toInt())
                    try {
                        memory.seek(start)
                        memory.readFully(bytes)
                    } catch (_: IOException) {
                        continue // Reserved, but never used.
                    }
                    yield("$name ${start.toString(16)}" to bytes)
                }
            }
        }
    }

    private companion object {
        const val PASSWORD = "8264"
        const val JAVA_HEAP_END = 32L shl 30
        /** The JDK reads so much into a buffer on the stack; reading more would leave copies on the heap. */
        const val CHUNK_BYTES = 8_000L
        const val OVERLAP_BYTES = 16L
    }
}
