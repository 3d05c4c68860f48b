package cardpoints

import java.io.ByteArrayOutputStream
import java.io.File
import java.io.PrintStream
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** The developer's guide holds: its program was compiled from it as it stands there. */
class GuideTest {
    private val text = File("../README.md").readText()

    @Test
    fun `the guide's program prints what the guide says`() {
        val printed = ByteArrayOutputStream()
        val usual = System.out
        System.setOut(PrintStream(printed, true, Charsets.UTF_8))
        try {
            guide.main()
        } finally {
            System.setOut(usual)
        }
        val said = text.substringAfter("```text\n").substringBefore("```")
        assertEquals(said, printed.toString(Charsets.UTF_8))
    }

    @Test
    fun `the table names every ending and every error`() {
        val hindrances = File("../../android/sdk/src/main/kotlin/cardpoints/android/CardSlot.kt").readText()
            .substringAfter("enum class Hindrance").lines().map { it.trim().trimEnd(',', ';') }
            .filter { Regex("[A-Z_]+").matches(it) }.map { "Hindrance.$it" }
        assertTrue("$hindrances", hindrances.size >= 3)
        val all = names(Reason.entries) + names(Sent.entries) + names(Why.entries) +
            variants(Outcome::class.java) + variants(Tries::class.java) + variants(Unusable::class.java) + hindrances
        val rows = text.lines().filter { it.startsWith("| `") }
        assertEquals(emptyList<String>(), all.filter { name -> rows.none { it.startsWith("| `$name` |") } })
        val known = rows.mapNotNull { Regex("""^\| `(\w+)\.\w+` \|""").find(it)?.value?.trim('|', ' ', '`') }
            .filter { it.substringBefore('.') in all.map { name -> name.substringBefore('.') } }
        assertEquals("and none that there isn't", emptyList<String>(), known - all.toSet())
    }

    private fun names(entries: List<Enum<*>>) = entries.map { "${it.javaClass.simpleName}.${it.name}" }

    private fun variants(type: Class<*>) = type.declaredClasses.filter { type.isAssignableFrom(it) }
        .map { "${type.simpleName}.${it.simpleName}" }.also { check(it.isNotEmpty()) }
}
