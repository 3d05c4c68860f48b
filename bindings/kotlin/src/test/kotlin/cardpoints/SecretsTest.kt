package cardpoints

import cardpoints.testing.SandboxJourney
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** No string representation shows a secret. */
class SecretsTest {
    @Test
    fun `no step and no event shows a password, a code or a command`() = SandboxJourney().use { player ->
        player.person.typing("8264")
        player.finish()
        val account = checkNotNull(player.person.account)
        val secrets = (account.codes + player.person.pin + Secret("8264")).map { it.bytes }
        assertTrue(player.steps.any { it is Step.Transmit && it.command.bytes.size == VERIFY_LENGTH })
        for (shown in (player.steps + player.events).map { withoutText(it).toString() }) {
            for (secret in secrets) {
                assertFalse(String(secret), shown.contains(String(secret)))
                assertFalse("as numbers", shown.contains(secret.joinToString()))
            }
            assertFalse("a byte array: $shown", shown.contains("[B@"))
        }
        val events = player.events.filter { it is Event.Replied || it is Event.Received || it is Event.Answered }
        assertTrue(events.filter { "Secret(..)" in it.toString() }.size > 10)
    }

    @Test
    fun `a security code in a field is not shown`() = SandboxJourney().use { player ->
        player.until { it is Step.Ask && it.question.about == Topic.ACCOUNT }
        player.next(player.usualEvent())
        val again = player.next(Event.Back) as Step.Ask
        val fields = (again.question.form as QuestionForm.Fill).fields
        val codes = checkNotNull(player.person.account).codes
        assertTrue(fields.any { it.secret })
        for (field in fields.filter { it.secret }) {
            assertEquals("Secret(..)", field.value.toString())
            codes.forEach { assertFalse(field.copy(hint = "", example = "").toString().contains(String(it.bytes))) }
        }
    }

    @Test
    fun `secrets are equal by content, and the hash reveals none`() {
        val one = Answer.Password(Secret("7319"))
        assertEquals(one, Answer.Password(Secret("7319")))
        assertNotEquals(one, Answer.Password(Secret("7310")))
        assertEquals(one.hashCode(), Answer.Password(Secret("0000")).hashCode())
        val step = Step.Transmit(Secret(byteArrayOf(0, 0x20)), CardProgress(CardStage.PASSWORD, true, emptyList()), noText())
        assertEquals(step, step.copy(command = Secret(byteArrayOf(0, 0x20))))
        assertEquals(step.hashCode(), step.copy(command = Secret(byteArrayOf(1))).hashCode())
    }

    @Test
    fun `a closed secret is wiped, whichever way it was made`() {
        val bytes = byteArrayOf(0x37, 0x33, 0x31, 0x39)
        val typed = Secret(StringBuilder("7319"))
        assertArrayEquals(bytes, typed.bytes)
        Secret(bytes).close()
        typed.close()
        assertArrayEquals(ByteArray(4), bytes)
        assertArrayEquals(ByteArray(4), typed.bytes)
    }

    /** Visible text may contain any four digits, for example a year, so it is left out. */
    private fun withoutText(shown: Any): Any = when (shown) {
        is Step.Transmit -> shown.copy(text = noText())
        is Step.Send -> shown.copy(text = noText())
        is Step.Ask -> (shown.question.form as? QuestionForm.Password) ?: (shown.question.form as? QuestionForm.Fill)
            ?.fields?.map { it.copy(hint = "", example = "", label = "") } ?: ""
        is Step.Tap, is Step.Done -> ""
        else -> shown
    }

    private fun noText() = ScreenText("", emptyList(), emptyList(), null, null, null)

    private companion object {
        const val VERIFY_LENGTH = 9
    }
}
