package cardpoints

import java.io.ByteArrayOutputStream
import java.io.File
import java.io.PrintStream
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** The developer's guide is correct: its programs are extracted and compiled. */
class GuideTest {
    private val text = File("../README.md").readText()

    @Test
    fun `the guide's program prints what the guide says`() {
        val printed = ByteArrayOutputStream()
        val standardOutput = System.out
        System.setOut(PrintStream(printed, true, Charsets.UTF_8))
        try {
            guide.main()
        } finally {
            System.setOut(standardOutput)
        }
        val expected = text.substringAfter("```text\n").substringBefore("```")
        assertEquals(expected, printed.toString(Charsets.UTF_8))
    }

    @Test
    fun `the tables list every ending and every error`() {
        val scanProblems = File("../../android/sdk/src/main/kotlin/cardpoints/android/CardConnector.kt").readText()
            .substringAfter("enum class ScanProblem").lines().map { it.trim().trimEnd(',', ';') }
            .filter { Regex("[A-Z_]+").matches(it) }.map { "ScanProblem.$it" }
        assertTrue("$scanProblems", scanProblems.size >= 3)
        val all = names(EndReason.entries) + names(SubmissionState.entries) + names(TapReason.entries) +
            variants(Outcome::class.java) + variants(Tries::class.java) + variants(HttpSenderException::class.java) + scanProblems
        val rows = text.lines().filter { it.startsWith("| `") }
        assertEquals(emptyList<String>(), all.filter { name -> rows.none { it.startsWith("| `$name` |") } })
        val known = rows.mapNotNull { Regex("""^\| `(\w+)\.\w+` \|""").find(it)?.value?.trim('|', ' ', '`') }
            .filter { it.substringBefore('.') in all.map { name -> name.substringBefore('.') } }
        assertEquals("and no others", emptyList<String>(), known - all.toSet())
    }

    private fun names(entries: List<Enum<*>>) = entries.map { "${it.javaClass.simpleName}.${it.name}" }

    private fun variants(type: Class<*>) = type.declaredClasses.filter { type.isAssignableFrom(it) }
        .map { "${type.simpleName}.${it.simpleName}" }.also { check(it.isNotEmpty()) }
}
