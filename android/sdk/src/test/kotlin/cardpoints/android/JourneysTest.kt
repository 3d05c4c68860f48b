package cardpoints.android

import android.nfc.TagLostException
import cardpoints.Errand
import cardpoints.Outcome
import cardpoints.Reason
import cardpoints.Sent
import cardpoints.sandbox.manners
import cardpoints.testing.ShadowCard
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.io.IOException

/** Each journey with each card, over the phone's NFC. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], shadows = [ShadowCard::class])
class JourneysTest {
    private val phone = Phone()

    /** What applying comes to: so many measures, or why not; and how many passwords the card is shown. */
    private val applying: Map<String, Pair<Any, Int>> = mapOf(
        "hanako" to (3 to 1), "taro" to (2 to 2), "kiku" to (2 to 2), "minoru" to (1 to 3), "midori" to (2 to 2),
        "sora" to (Reason.NOTHING_TO_APPLY_FOR to 1), "naoki" to (Reason.NOTHING_TO_APPLY_FOR to 1),
        "aoi" to (Reason.LATER to 1), "ren" to (Reason.LATER to 1), "ren-before" to (3 to 1), "tsubaki" to (3 to 1),
        "tsubaki-before" to (3 to 1), "hajime-before" to (3 to 1),
        "hajime" to (Reason.HELP_DESK to 1), "yoko" to (3 to 1), "mei" to (3 to 2), "riku" to (3 to 2),
        "kaito" to (3 to 1), "fumio" to (Reason.RENEW to 0), "akira" to (Reason.LATER to 0),
        "shizuka" to (Reason.RENEW to 1), "nozomi" to (3 to 1), "kenji" to (Reason.LOCKED to 0), "mirai" to (3 to 1),
        "hikari" to (3 to 1), "ume" to (3 to 1), "foreign" to (Reason.OTHER_WORLD to 0),
    )

    private fun came(outcome: Outcome): Any = when (outcome) {
        is Outcome.Applied -> outcome.receipt.standing.size
        is Outcome.Ended -> outcome.reason
        else -> outcome
    }

    @Test
    fun `each person applies, or is told what to do`() = runBlocking {
        val people = phone.sandbox.people()
        assertEquals(people.filter { it.pin.bytes.isNotEmpty() }.map { it.id }.toSet(), applying.keys)
        for (id in people.map { it.id }) {
            // Another world for each: some people belong together.
            val phone = Phone()
            val (person, card) = phone.person(id) to phone.sandbox.card(id)!!
            val before = card.tries()
            val outcome = phone.play(Errand.APPLY, person, card).outcome
            // Whoever is not in the table has something else than an Individual Number Card, and gives up.
            val (comes, shown) = applying[id] ?: (Outcome.Stopped(Sent.NOTHING) to 0)
            assertEquals(id, comes to shown, came(outcome) to card.verifies())
            assertTrue(id, card.verifies() <= person.typed)
            assertEquals(id, if (shown > 0) 3 else before, card.tries())
        }
    }

    @Test
    fun `every other journey comes to an end with every card, and costs no try`() = runBlocking {
        for (errand in Errand.entries - Errand.APPLY) {
            for (each in phone.sandbox.people()) {
                val phone = Phone()
                val (person, card) = phone.person(each.id) to phone.sandbox.card(each.id)!!
                person.goesOn = false
                val before = card.tries()
                val outcome = phone.play(errand, person, card).outcome
                val what = "$errand, ${each.id}: $outcome"
                val ours = each.id in applying
                val fits = when (outcome) {
                    is Outcome.Standing -> errand == Errand.STATUS && ours
                    is Outcome.Preregistered -> errand == Errand.PREREGISTER && ours
                    is Outcome.Card -> errand == Errand.CARD && ours
                    is Outcome.Read -> errand == Errand.SPOTS || errand == Errand.HELP
                    is Outcome.Ended -> ours && (errand == Errand.HOME || came(outcome) == came(ends(each.id)))
                    is Outcome.Applied -> errand == Errand.HOME && ours
                    is Outcome.Stopped -> !ours && outcome.sent == Sent.NOTHING
                    is Outcome.Broken -> false
                }
                assertTrue(what, fits)
                assertTrue(what, card.verifies() <= person.typed)
                assertEquals(what, if (card.verifies() > 0) 3 else before, card.tries())
            }
        }
    }

    private fun ends(id: String): Outcome =
        (applying.getValue(id).first as? Reason)?.let(Outcome::Ended) ?: Outcome.Broken

    @Test
    fun `each manner of card comes through each journey with one password`() = runBlocking {
        for (manner in manners()) {
            for (errand in listOf(Errand.APPLY, Errand.STATUS, Errand.PREREGISTER, Errand.CARD)) {
                val phone = Phone()
                val person = phone.person("hanako").apply { goesOn = false }
                val card = phone.sandbox.cardWith("hanako", manner)!!
                val outcome = phone.play(errand, person, card).outcome
                val through = outcome is Outcome.Applied || outcome is Outcome.Standing ||
                    outcome is Outcome.Preregistered || outcome is Outcome.Card
                // A card that never tells its tries is shown no password, and the person gives up.
                val silent = outcome is Outcome.Stopped && card.verifies() == 0
                assertTrue("$manner, $errand: $outcome", through || silent)
                assertTrue("$manner, $errand", card.verifies() <= 1)
                assertEquals("$manner, $errand", 3, card.tries())
            }
        }
    }

    @Test
    fun `a card torn away at any command applies all the same`() = runBlocking {
        for (largest in listOf(65_279, 261)) for (acted in listOf(false, true)) for (nth in 1..12) {
            val phone = Phone()
            ShadowCard.largest = largest
            val (person, card) = phone.person("hanako") to phone.sandbox.card("hanako")!!
            card.tear(nth, acted)
            val outcome = phone.play(Errand.APPLY, person, card).outcome
            val what = "$largest, $nth, $acted: $outcome"
            assertTrue(what, outcome is Outcome.Applied)
            assertTrue(what, card.verifies() <= person.typed)
            assertEquals(what, 3, card.tries())
        }
    }

    @Test
    fun `whatever Android throws is a card that left, and nothing is typed twice before the password`() = runBlocking {
        val thrown = listOf(TagLostException("gone"), IOException(), SecurityException("out of date"), IllegalStateException())
        for (each in thrown) {
            val phone = Phone()
            val (person, card) = phone.person("hanako") to phone.sandbox.card("hanako")!!
            var commands = 0
            ShadowCard.before = { if (++commands == 2) throw each }
            val outcome = phone.play(Errand.APPLY, person, card).outcome
            assertTrue("$each: $outcome", outcome is Outcome.Applied)
            assertEquals("$each", 1 to 1, person.typed to card.verifies())
        }
    }

    @Test
    fun `a wrong password is typed again, and the last try is used only if wanted`() = runBlocking {
        val wrong = phone.person("hanako").typing("0000", "9999")
        val card = phone.sandbox.card("hanako")!!
        assertTrue(phone.play(Errand.APPLY, wrong, card).outcome is Outcome.Applied)
        assertEquals(3 to 3, wrong.typed to card.verifies())

        val careful = phone.person("yoko").apply { daring = false }
        val other = phone.sandbox.card("yoko")!!.apply { setTries(1) }
        assertEquals(Outcome.Stopped(Sent.NOTHING), phone.play(Errand.APPLY, careful, other).outcome)
        assertEquals(1 to 0, other.tries() to other.verifies())
    }
}
