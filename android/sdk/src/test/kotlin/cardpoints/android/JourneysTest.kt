package cardpoints.android

import android.nfc.TagLostException
import cardpoints.EndReason
import cardpoints.JourneyKind
import cardpoints.Outcome
import cardpoints.SubmissionState
import cardpoints.sandbox.cardBehaviours
import cardpoints.testing.ShadowCardIsoDep
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.io.IOException

/** Each kind of journey with each card, over the phone's NFC. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], shadows = [ShadowCardIsoDep::class])
class JourneysTest {
    private val phone = TestPhone()

    /** How applying ends: the number of measures or the reason, and how many passwords the card gets. */
    private val expected: Map<String, Pair<Any, Int>> = mapOf(
        "hanako" to (3 to 1), "taro" to (2 to 2), "kiku" to (2 to 2), "minoru" to (1 to 3), "midori" to (2 to 2),
        "sora" to (EndReason.NOTHING_TO_APPLY_FOR to 1), "naoki" to (EndReason.NOTHING_TO_APPLY_FOR to 1),
        "aoi" to (EndReason.TRY_LATER to 1), "ren" to (EndReason.TRY_LATER to 1), "ren-before" to (3 to 1), "tsubaki" to (3 to 1),
        "tsubaki-before" to (3 to 1), "hajime-before" to (3 to 1),
        "hajime" to (EndReason.CONTACT_HELP_DESK to 1), "yoko" to (3 to 1), "mei" to (3 to 2), "riku" to (3 to 2),
        "kaito" to (3 to 1), "fumio" to (EndReason.RENEW_CERTIFICATE to 0), "akira" to (EndReason.TRY_LATER to 0),
        "shizuka" to (EndReason.RENEW_CERTIFICATE to 1), "nozomi" to (3 to 1), "kenji" to (EndReason.PASSWORD_LOCKED to 0), "mirai" to (3 to 1),
        "hikari" to (3 to 1), "ume" to (3 to 1), "foreign" to (EndReason.WRONG_ENVIRONMENT to 0),
    )

    private fun result(outcome: Outcome): Any = when (outcome) {
        is Outcome.Applied -> outcome.receipt.applied.size
        is Outcome.Ended -> outcome.reason
        else -> outcome
    }

    @Test
    fun `each person applies, or learns what to do`() = runBlocking {
        val people = phone.sandbox.people()
        assertEquals(people.filter { it.pin.bytes.isNotEmpty() }.map { it.id }.toSet(), expected.keys)
        for (id in people.map { it.id }) {
            // A sandbox for each person: some people are related, and their applications affect each other.
            val phone = TestPhone()
            val (person, card) = phone.person(id) to phone.sandbox.card(id)!!
            val before = card.tries()
            val outcome = phone.run(JourneyKind.APPLY, person, card).outcome
            // A person who is not in the table has another kind of card, and gives up.
            val (ending, passwords) = expected[id] ?: (Outcome.Stopped(SubmissionState.NOT_SENT) to 0)
            assertEquals(id, ending to passwords, result(outcome) to card.verifies())
            assertTrue(id, card.verifies() <= person.passwordsTyped)
            assertEquals(id, if (passwords > 0) 3 else before, card.tries())
        }
    }

    @Test
    fun `every other journey ends with every card, and costs no try`() = runBlocking {
        for (kind in JourneyKind.entries - JourneyKind.APPLY) {
            for (each in phone.sandbox.people()) {
                val phone = TestPhone()
                val (person, card) = phone.person(each.id) to phone.sandbox.card(each.id)!!
                person.continuesToApply = false
                val before = card.tries()
                val outcome = phone.run(kind, person, card).outcome
                val case = "$kind, ${each.id}: $outcome"
                val isIndividualNumberCard = each.id in expected
                val fits = when (outcome) {
                    is Outcome.Status -> kind == JourneyKind.STATUS && isIndividualNumberCard
                    is Outcome.Preregistered -> kind == JourneyKind.PREREGISTER && isIndividualNumberCard
                    is Outcome.Card -> kind == JourneyKind.CARD && isIndividualNumberCard
                    is Outcome.Finished -> kind == JourneyKind.SPOTS || kind == JourneyKind.HELP
                    is Outcome.Ended -> isIndividualNumberCard && (kind == JourneyKind.HOME || result(outcome) == result(expectedOutcome(each.id)))
                    is Outcome.Applied -> kind == JourneyKind.HOME && isIndividualNumberCard
                    is Outcome.Stopped -> !isIndividualNumberCard && outcome.submission == SubmissionState.NOT_SENT
                    is Outcome.InternalError -> false
                }
                assertTrue(case, fits)
                assertTrue(case, card.verifies() <= person.passwordsTyped)
                assertEquals(case, if (card.verifies() > 0) 3 else before, card.tries())
            }
        }
    }

    private fun expectedOutcome(id: String): Outcome =
        (expected.getValue(id).first as? EndReason)?.let(Outcome::Ended) ?: Outcome.InternalError

    @Test
    fun `each difficult card completes each journey with one password`() = runBlocking {
        for (behaviour in cardBehaviours()) {
            for (kind in listOf(JourneyKind.APPLY, JourneyKind.STATUS, JourneyKind.PREREGISTER, JourneyKind.CARD)) {
                val phone = TestPhone()
                val person = phone.person("hanako").apply { continuesToApply = false }
                val card = phone.sandbox.cardWith("hanako", behaviour)!!
                val outcome = phone.run(kind, person, card).outcome
                val completed = outcome is Outcome.Applied || outcome is Outcome.Status ||
                    outcome is Outcome.Preregistered || outcome is Outcome.Card
                // A card that does not report its tries gets no password, and the person gives up.
                val givenUp = outcome is Outcome.Stopped && card.verifies() == 0
                assertTrue("$behaviour, $kind: $outcome", completed || givenUp)
                assertTrue("$behaviour, $kind", card.verifies() <= 1)
                assertEquals("$behaviour, $kind", 3, card.tries())
            }
        }
    }

    @Test
    fun `a card that is removed at any command still applies`() = runBlocking {
        for (maxCommandBytes in listOf(65_279, 261)) for (executed in listOf(false, true)) for (nth in 1..12) {
            val phone = TestPhone()
            ShadowCardIsoDep.maxCommandBytes = maxCommandBytes
            val (person, card) = phone.person("hanako") to phone.sandbox.card("hanako")!!
            card.removeAt(nth, executed)
            val outcome = phone.run(JourneyKind.APPLY, person, card).outcome
            val case = "$maxCommandBytes, $nth, $executed: $outcome"
            assertTrue(case, outcome is Outcome.Applied)
            assertTrue(case, card.verifies() <= person.passwordsTyped)
            assertEquals(case, 3, card.tries())
        }
    }

    @Test
    fun `every exception of Android counts as a lost card, and no password is typed twice before it was checked`() = runBlocking {
        val exceptions = listOf(TagLostException("gone"), IOException(), SecurityException("out of date"), IllegalStateException())
        for (each in exceptions) {
            val phone = TestPhone()
            val (person, card) = phone.person("hanako") to phone.sandbox.card("hanako")!!
            var commands = 0
            ShadowCardIsoDep.beforeTransceive = { if (++commands == 2) throw each }
            val outcome = phone.run(JourneyKind.APPLY, person, card).outcome
            assertTrue("$each: $outcome", outcome is Outcome.Applied)
            assertEquals("$each", 1 to 1, person.passwordsTyped to card.verifies())
        }
    }

    @Test
    fun `a wrong password is typed again, and the last try is used only if confirmed`() = runBlocking {
        val mistaken = phone.person("hanako").typing("0000", "9999")
        val card = phone.sandbox.card("hanako")!!
        assertTrue(phone.run(JourneyKind.APPLY, mistaken, card).outcome is Outcome.Applied)
        assertEquals(3 to 3, mistaken.passwordsTyped to card.verifies())

        val careful = phone.person("yoko").apply { usesLastTry = false }
        val other = phone.sandbox.card("yoko")!!.apply { setTries(1) }
        assertEquals(Outcome.Stopped(SubmissionState.NOT_SENT), phone.run(JourneyKind.APPLY, careful, other).outcome)
        assertEquals(1 to 0, other.tries() to other.verifies())
    }
}
