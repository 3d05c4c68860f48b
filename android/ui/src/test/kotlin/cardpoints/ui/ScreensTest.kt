package cardpoints.ui

import cardpoints.Answer
import cardpoints.CardStage
import cardpoints.Event
import cardpoints.FieldValue
import cardpoints.JourneyKind
import cardpoints.Language
import cardpoints.QuestionForm
import cardpoints.Secret
import cardpoints.Step
import cardpoints.Topic
import cardpoints.testing.Accessibility
import cardpoints.testing.SandboxJourney
import cardpoints.testing.Screenshots
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Every screen of real journeys is accessible; a picture of each is written. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ScreensTest {
    @Test
    fun `a usual phone in Japanese`() = checkAll("ja-light", Language.JAPANESE, "w411dp-h891dp-xhdpi")

    @Test
    fun `a usual phone in English at night`() = checkAll("en-dark", Language.ENGLISH, "w411dp-h891dp-night-xhdpi")

    @Test
    fun `a small phone with the largest letters in Japanese at night`() =
        checkAll("ja-dark-large", Language.JAPANESE, "w320dp-h569dp-night-xhdpi", 2f)

    @Test
    fun `a small phone with the largest letters in English`() = checkAll("en-light-large", Language.ENGLISH, "w320dp-h569dp-xhdpi", 2f)

    @Test
    fun `a usual phone in plain Japanese`() = checkAll("plain-light", Language.PLAIN_JAPANESE, "w411dp-h891dp-xhdpi")

    @Test
    fun `a small phone with the largest letters in plain Japanese`() =
        checkAll("plain-light-large", Language.PLAIN_JAPANESE, "w320dp-h569dp-xhdpi", 2f)

    @Test
    fun `a tablet in English`() = checkAll("en-tablet", Language.ENGLISH, "w800dp-h1280dp-mdpi")

    private fun checkAll(name: String, language: Language, qualifiers: String, fontScale: Float = 1f) {
        val activity = TestActivity.create(language, qualifiers, fontScale).get()
        val violations = screens(language).flatMap { (screen, step) ->
            PREVIOUS[screen]?.let { activity.show(it(language)) }
            activity.show(step)
            val window = activity.window.decorView
            Screenshots.takeFullHeight(window, "$name/$screen")
            Accessibility.violations(window).map { "$screen: $it" }
        }
        assertEquals("", violations.joinToString("\n"))
    }

    /** Each screen once, by name, from real journeys. */
    private fun screens(language: Language): Map<String, Step> = buildMap {
        val player = SandboxJourney(JourneyKind.HOME, language)
        put("01-home", player.until { it is Step.Ask })
        put("02-send", SandboxJourney(JourneyKind.APPLY, language).until { it is Step.Send })
        val apply = SandboxJourney(JourneyKind.APPLY, language)
        for ((name, topic) in QUESTIONS) {
            put(name, apply.untilAsked(topic))
            if (topic == Topic.MEASURES) put("$name-problem", SandboxJourney(JourneyKind.APPLY, language).run { untilAsked(topic); next(Event.Answered(Answer.Chosen(emptyList()))) })
            if (topic == Topic.ACCOUNT) put("$name-problem", badAccount(language))
        }
        put("11-tap", apply.until { it is Step.Tap })
        for (stage in CardStage.entries) put("12-${stage.ordinal}-transmit", apply.until { it is Step.Transmit && it.progress.stage == stage })
        put("20-applied", apply.until { it is Step.Done })
        val wrong = SandboxJourney(JourneyKind.APPLY, language).apply { person.alwaysTyping("0000") }
        wrong.untilAsked(Topic.PASSWORD)
        wrong.next(wrong.usualEvent())
        put("13-wrong", wrong.untilAsked(Topic.PASSWORD))
        wrong.next(wrong.usualEvent())
        wrong.card.setTries(1)
        put("14-last-try", wrong.untilAsked(Topic.LAST_TRY))
        put("15-locked", wrong.apply { next(usualEvent()) }.until { it is Step.Done })
        val lost = SandboxJourney(JourneyKind.APPLY, language)
        lost.until { it is Step.Transmit }
        put("16-lost", lost.next(Event.Lost))
        put("17-card", SandboxJourney(JourneyKind.CARD, language).until { it is Step.Done || it is Step.Ask && it.question.about == Topic.CARD })
        put("18-status", SandboxJourney(JourneyKind.STATUS, language).until { it is Step.Done || it is Step.Ask && it.question.about == Topic.STATUS })
        put("19-help", SandboxJourney(JourneyKind.HELP, language).until { it is Step.Ask })
        put("21-stopped", SandboxJourney(JourneyKind.APPLY, language).run { until { it is Step.Ask }; next(Event.Stopped) })
        put("22-unreachable", SandboxJourney(JourneyKind.APPLY, language).run { val sent = until { it is Step.Send } as Step.Send; next(Event.Unreachable(sent.request.id)) })
    }

    private fun badAccount(language: Language): Step = SandboxJourney(JourneyKind.APPLY, language).run {
        val fields = (untilAsked(Topic.ACCOUNT).question.form as QuestionForm.Fill).fields
        next(Event.Answered(Answer.Filled(fields.map { FieldValue(it.id, Secret("x")) })))
    }

    private companion object {
        /** The screen before, where it matters: the card was on the phone before it was lost. */
        val PREVIOUS: Map<String, (Language) -> Step> =
            mapOf("16-lost" to { language -> SandboxJourney(JourneyKind.APPLY, language).until { it is Step.Transmit } })

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
