package cardpoints.ui

import cardpoints.Answer
import cardpoints.Errand
import cardpoints.Event
import cardpoints.Form
import cardpoints.Language
import cardpoints.Secret
import cardpoints.Stage
import cardpoints.Step
import cardpoints.Topic
import cardpoints.testing.Accessibility
import cardpoints.testing.Pictures
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Every screen, from real journeys, shuts nobody out; and a picture of each to look at. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ScreensTest {
    @Test
    fun `a usual phone in Japanese`() = all("ja-light", Language.JAPANESE, "w411dp-h891dp-xhdpi")

    @Test
    fun `a usual phone in English at night`() = all("en-dark", Language.ENGLISH, "w411dp-h891dp-night-xhdpi")

    @Test
    fun `a small phone with the largest letters in Japanese at night`() =
        all("ja-dark-large", Language.JAPANESE, "w320dp-h569dp-night-xhdpi", 2f)

    @Test
    fun `a small phone with the largest letters in English`() = all("en-light-large", Language.ENGLISH, "w320dp-h569dp-xhdpi", 2f)

    @Test
    fun `a usual phone in plain Japanese`() = all("plain-light", Language.PLAIN_JAPANESE, "w411dp-h891dp-xhdpi")

    @Test
    fun `a small phone with the largest letters in plain Japanese`() =
        all("plain-light-large", Language.PLAIN_JAPANESE, "w320dp-h569dp-xhdpi", 2f)

    @Test
    fun `a tablet in English`() = all("en-tablet", Language.ENGLISH, "w800dp-h1280dp-mdpi")

    private fun all(name: String, language: Language, qualifiers: String, scale: Float = 1f) {
        val host = Host.on(language, qualifiers, scale).get()
        val breaches = screens(language).flatMap { (screen, step) ->
            BEFORE[screen]?.let { host.show(it(language)) }
            host.show(step)
            val window = host.window.decorView
            Pictures.takeWhole(window, "$name/$screen")
            Accessibility.breaches(window).map { "$screen: $it" }
        }
        assertEquals("", breaches.joinToString("\n"))
    }

    /** Each screen once, by name, as journeys come to it. */
    private fun screens(language: Language): Map<String, Step> = buildMap {
        val player = Player(Errand.HOME, language)
        put("01-home", player.until { it is Step.Ask })
        put("02-send", Player(Errand.APPLY, language).until { it is Step.Send })
        val apply = Player(Errand.APPLY, language)
        for ((name, topic) in QUESTIONS) {
            put(name, apply.untilAsked(topic))
            if (topic == Topic.MEASURES) put("$name-problem", Player(Errand.APPLY, language).run { untilAsked(topic); tell(Event.Answered(Answer.Chosen(emptyList()))) })
            if (topic == Topic.ACCOUNT) put("$name-problem", badAccount(language))
        }
        put("11-tap", apply.until { it is Step.Tap })
        for (stage in Stage.entries) put("12-${stage.ordinal}-still", apply.until { it is Step.Transmit && it.stage == stage })
        put("20-applied", apply.until { it is Step.Done })
        val wrong = Player(Errand.APPLY, language).typing("0000")
        wrong.untilAsked(Topic.PASSWORD)
        wrong.tell(wrong.happens(wrong.step))
        put("13-wrong", wrong.untilAsked(Topic.PASSWORD))
        wrong.tell(wrong.happens(wrong.step))
        wrong.card.setTries(1)
        put("14-last-try", wrong.untilAsked(Topic.LAST_TRY))
        put("15-locked", wrong.apply { tell(happens(step)) }.until { it is Step.Done })
        val torn = Player(Errand.APPLY, language)
        torn.until { it is Step.Transmit }
        put("16-lost", torn.tell(Event.Lost))
        put("17-card", Player(Errand.CARD, language).until { it is Step.Done || it is Step.Ask && it.question.about == Topic.CARD })
        put("18-standing", Player(Errand.STATUS, language).until { it is Step.Done || it is Step.Ask && it.question.about == Topic.STANDING })
        put("19-help", Player(Errand.HELP, language).until { it is Step.Ask })
        put("21-stopped", Player(Errand.APPLY, language).run { until { it is Step.Ask }; tell(Event.Stopped) })
        put("22-unreachable", Player(Errand.APPLY, language).run { val sent = until { it is Step.Send } as Step.Send; tell(Event.Unreachable(sent.request.id)) })
    }

    private fun badAccount(language: Language): Step = Player(Errand.APPLY, language).run {
        val fields = (untilAsked(Topic.ACCOUNT).question.form as Form.Fill).fields
        tell(Event.Answered(Answer.Filled(fields.map { cardpoints.Entry(it.id, Secret("x")) })))
    }

    private companion object {
        /** What stood there before, where it matters: a lost card lay on the phone. */
        val BEFORE: Map<String, (Language) -> Step> =
            mapOf("16-lost" to { language -> Player(Errand.APPLY, language).until { it is Step.Transmit } })

        val QUESTIONS = listOf(
            "03-applied" to Topic.APPLIED,
            "04-holder" to Topic.HOLDER,
            "05-measures" to Topic.MEASURES,
            "06-service" to Topic.SERVICE,
            "07-account" to Topic.ACCOUNT,
            "08-terms" to Topic.TERMS,
            "09-summary" to Topic.SUMMARY,
            "10-password" to Topic.PASSWORD,
        )
    }
}
