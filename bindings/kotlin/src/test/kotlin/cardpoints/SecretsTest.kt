package cardpoints

import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** What nobody may see is shown by nothing. */
class SecretsTest {
    @Test
    fun `no step and no event of a journey shows a password, a code or a command`() = Play().use { play ->
        play.mistakes += "8264"
        play.through()
        val account = checkNotNull(play.person.account)
        val secrets = (account.codes + play.person.pin + Secret("8264")).map { it.bytes }
        assertTrue(play.steps.any { it is Step.Transmit && it.command.bytes.size == VERIFY_LENGTH })
        for (shown in (play.steps + play.events).map { hidesWords(it).toString() }) {
            for (secret in secrets) {
                assertFalse(String(secret), shown.contains(String(secret)))
                assertFalse("as numbers", shown.contains(secret.joinToString()))
            }
            assertFalse("a byte array: $shown", shown.contains("[B@"))
        }
        val events = play.events.filter { it is Event.Replied || it is Event.Received || it is Event.Answered }
        assertTrue(events.filter { "Secret(..)" in it.toString() }.size > 10)
    }

    @Test
    fun `a security code that stands in its field is shown by nothing`() = Play().use { play ->
        play.until { it is Step.Ask && it.question.about == Topic.ACCOUNT }
        play.next(play.usual(play.steps.last()))
        val again = play.next(Event.Back) as Step.Ask
        val fields = (again.question.form as Form.Fill).fields
        val codes = checkNotNull(play.person.account).codes
        assertTrue(fields.any { it.secret })
        for (field in fields.filter { it.secret }) {
            assertEquals("Secret(..)", field.value.toString())
            codes.forEach { assertFalse(field.copy(hint = "", example = "").toString().contains(String(it.bytes))) }
        }
    }

    @Test
    fun `secrets are equal by content, and none is told by its hash`() {
        val one = Answer.Password(Secret("7319"))
        assertEquals(one, Answer.Password(Secret("7319")))
        assertNotEquals(one, Answer.Password(Secret("7310")))
        assertEquals(one.hashCode(), Answer.Password(Secret("0000")).hashCode())
        val step = Step.Transmit(Secret(byteArrayOf(0, 0x20)), Stage.PASSWORD, words())
        assertEquals(step, step.copy(command = Secret(byteArrayOf(0, 0x20))))
        assertEquals(step.hashCode(), step.copy(command = Secret(byteArrayOf(1))).hashCode())
    }

    @Test
    fun `a closed secret is wiped, in either way of making it`() {
        val bytes = byteArrayOf(0x37, 0x33, 0x31, 0x39)
        val typed = Secret(StringBuilder("7319"))
        assertArrayEquals(bytes, typed.bytes)
        Secret(bytes).close()
        typed.close()
        assertArrayEquals(ByteArray(4), bytes)
        assertArrayEquals(ByteArray(4), typed.bytes)
    }

    /** What a person reads may hold any four digits, a year for one; the rest may not. */
    private fun hidesWords(shown: Any): Any = when (shown) {
        is Step.Transmit -> shown.copy(words = words())
        is Step.Send -> shown.copy(words = words())
        is Step.Ask -> (shown.question.form as? Form.Password) ?: (shown.question.form as? Form.Fill)
            ?.fields?.map { it.copy(hint = "", example = "", label = "") } ?: ""
        is Step.Tap, is Step.Done -> ""
        else -> shown
    }

    private fun words() = Words("", emptyList(), emptyList(), null, null)

    private companion object {
        const val VERIFY_LENGTH = 9
    }
}
