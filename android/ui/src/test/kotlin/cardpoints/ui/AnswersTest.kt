package cardpoints.ui

import android.view.View
import android.view.ViewGroup
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import android.view.inputmethod.EditorInfo
import android.widget.Button
import android.widget.EditText
import android.widget.TextView
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
import cardpoints.android.ScanProblem
import cardpoints.labels
import cardpoints.testing.SandboxJourney
import cardpoints.testing.Screenshots
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowLooper
import java.util.concurrent.TimeUnit

/** Each action of a person becomes the right event, once. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class AnswersTest {
    private val activity = TestActivity.create(Language.ENGLISH, "w411dp-h891dp-mdpi").get()
    private val labels = labels(Language.ENGLISH)

    private fun asked(about: Topic, errand: JourneyKind = JourneyKind.APPLY): Step.Ask =
        SandboxJourney(errand, Language.ENGLISH).untilAsked(about).also(activity::show)

    private fun submit() = activity.find<View>(R.id.card_points_submit).performClick()

    private fun choices() = TestActivity.views(activity.view).filterIsInstance<ChoiceButton>()

    private fun answer() = (activity.events.single() as Event.Answered).answer

    @Test
    fun `questions offer the other languages, each by its own name`() {
        asked(Topic.APPLIED)
        for (language in listOf(Language.JAPANESE, Language.PLAIN_JAPANESE)) activity.click(labels(language).language)
        assertEquals(listOf(Language.JAPANESE, Language.PLAIN_JAPANESE), activity.requestedLanguages)
        assertTrue(activity.events.isEmpty())
    }

    @Test
    fun `where something is typed no languages are offered`() {
        for (about in listOf(Topic.ACCOUNT, Topic.PASSWORD)) {
            asked(about)
            assertFalse(TestActivity.views(activity.view).any { it is TextView && it.text.toString() == labels(Language.JAPANESE).language })
        }
    }

    @Test
    fun `the question in another language keeps what was chosen and typed`() {
        val player = SandboxJourney(JourneyKind.APPLY, Language.ENGLISH)
        fun switchTo(language: Language) {
            activity.view.language = language
            activity.show(player.next(Event.SetLanguage(language)))
        }
        activity.show(player.untilAsked(Topic.MEASURES))
        choices()[1].performClick()
        switchTo(Language.PLAIN_JAPANESE)
        assertEquals(listOf(false, true, false), choices().map { it.isChecked })
        activity.show(player.untilAsked(Topic.ACCOUNT))
        TestActivity.views(activity.view).filterIsInstance<EditText>().first().setText("4001713132")
        switchTo(Language.JAPANESE)
        assertEquals("4001713132", TestActivity.views(activity.view).filterIsInstance<EditText>().first().text.toString())
        assertEquals(labels(Language.JAPANESE).stop, activity.find<TextView>(R.id.card_points_stop).text.toString())
    }

    @Test
    fun `the very same question again is a new one, and its answer counts`() {
        val first = asked(Topic.APPLIED)
        val second = first.copy()
        activity.show(second)
        choices()[0].performClick()
        submit()
        assertTrue(activity.eventSteps.single() === second)
    }

    @Test
    fun `one choice at a time where only one may be chosen`() {
        asked(Topic.APPLIED)
        choices()[1].performClick()
        choices()[0].performClick()
        choices()[0].performClick()
        submit()
        assertEquals(Answer.Chosen(listOf(choices()[0].choice.id)), answer())
    }

    @Test
    fun `several choices where several may be chosen`() {
        asked(Topic.MEASURES)
        choices().forEach { it.performClick() }
        choices()[1].performClick()
        Screenshots.take(activity.window.decorView, "en-chosen")
        submit()
        assertEquals(Answer.Chosen(listOf(choices()[0].choice.id, choices()[2].choice.id)), answer())
    }

    @Test
    fun `an unavailable choice gives the reason and can't be chosen`() {
        asked(Topic.SERVICE)
        val unavailable = choices().first { it.choice.unavailable != null }
        unavailable.performClick()
        submit()
        assertTrue(unavailable.choice.unavailable!! in unavailable.text)
        assertEquals(Answer.Chosen(emptyList()), answer())
    }

    @Test
    fun `a second press sends nothing`() {
        asked(Topic.APPLIED)
        submit()
        submit()
        assertEquals(1, activity.events.size)
    }

    @Test
    fun `the same question can be answered again later`() {
        asked(Topic.APPLIED)
        submit()
        ShadowLooper.idleMainLooper(1, TimeUnit.SECONDS)
        submit()
        assertEquals(2, activity.events.size)
    }

    @Test
    fun `a search finds by reading in any width, and says how many`() {
        asked(Topic.SERVICE)
        activity.find<EditText>(R.id.card_points_search).setText("さくら")
        assertTrue(choices().isNotEmpty() && choices().all { "Sakura" in it.choice.label })
        val resultCount = activity.find<TextView>(R.id.card_points_result_count)
        assertEquals("${labels.hits} ${choices().size}", resultCount.text.toString())
        assertEquals(View.ACCESSIBILITY_LIVE_REGION_POLITE, resultCount.accessibilityLiveRegion)
        activity.find<EditText>(R.id.card_points_search).setText("ｎａｇｉｓａ")
        assertEquals(listOf("Nagisa IC"), choices().map { it.choice.label })
        activity.find<EditText>(R.id.card_points_search).setText("no such thing")
        assertEquals(labels.nothingFound, resultCount.text.toString())
    }

    @Test
    fun `a filter shows only its own choices`() {
        val form = asked(Topic.SERVICE).question.form as QuestionForm.Choose
        val filter = form.filterGroups.first().filters.first()
        activity.click(filter.label)
        assertEquals(form.choices.filter { filter.id in it.filters }.map { it.id }, choices().map { it.choice.id })
        activity.click(labels.all)
        assertEquals(form.choices.size, choices().size)
    }

    @Test
    fun `a choice stays chosen during a search`() {
        asked(Topic.SERVICE)
        val chosen = choices().first()
        chosen.performClick()
        activity.find<EditText>(R.id.card_points_search).setText("nagisa")
        submit()
        assertEquals(Answer.Chosen(listOf(chosen.choice.id)), answer())
    }

    @Test
    fun `fields are answered, and secrets are removed from their inputs`() {
        val form = asked(Topic.ACCOUNT).question.form as QuestionForm.Fill
        val inputs = TestActivity.views(activity.view).filterIsInstance<EditText>()
        inputs[0].setText("1234567890")
        inputs[1].setText("9876")
        submit()
        val values = (answer() as Answer.Filled).values
        assertEquals(form.fields.map { it.id }, values.map { it.field })
        assertEquals(listOf(Secret("1234567890"), Secret("9876")), values.map { it.value })
        assertEquals("1234567890", inputs[0].text.toString())
        assertEquals(0, inputs[1].length())
    }

    @Test
    fun `an input takes no more than its maximum length`() {
        val field = (asked(Topic.ACCOUNT).question.form as QuestionForm.Fill).fields.first()
        val input = TestActivity.views(activity.view).filterIsInstance<EditText>().first()
        input.setText("7".repeat(field.maxLength + 5))
        assertEquals(field.maxLength, input.length())
    }

    @Test
    fun `four digits are not sent without the button`() {
        asked(Topic.PASSWORD)
        val field = activity.find<EditText>(R.id.card_points_password)
        field.append("1234")
        Screenshots.take(activity.window.decorView, "en-typed")
        field.onEditorAction(EditorInfo.IME_ACTION_DONE)
        assertTrue(activity.events.isEmpty())
        submit()
        assertEquals(Answer.Password(Secret("1234")), answer())
        assertEquals(0, field.length())
    }

    @Test
    fun `an answer on the summary is changed by its own link`() {
        val rows = (asked(Topic.SUMMARY).question.form as QuestionForm.Review).rows
        val row = rows.last { it.change != null }
        val link = TestActivity.views(activity.view).filterIsInstance<Button>().single { it.contentDescription == "${row.change}: ${row.label}" }
        link.performClick()
        assertEquals(Event.Change(row.about), activity.events.single())
    }

    @Test
    fun `a person who does not agree stops`() {
        asked(Topic.TERMS)
        activity.find<View>(R.id.card_points_alternative).performClick()
        assertEquals(Event.Stopped, activity.events.single())
    }

    @Test
    fun `another action leads to its question`() {
        val action = asked(Topic.APPLIED).question.actions.first()
        activity.click(action.label)
        assertEquals(Event.Change(action.about), activity.events.single())
    }

    @Test
    fun `back is sent where there is a way back`() {
        asked(Topic.APPLIED).also { assertNull(it.question.back) }
        assertFalse(activity.view.back())
        asked(Topic.HOLDER)
        assertTrue(activity.view.back())
        assertEquals(Event.Back, activity.events.single())
    }

    @Test
    fun `the summary of problems leads to the field`() {
        val player = SandboxJourney(JourneyKind.APPLY, Language.ENGLISH)
        val fields = (player.untilAsked(Topic.ACCOUNT).question.form as QuestionForm.Fill).fields
        activity.show(player.next(Event.Answered(Answer.Filled(fields.map { FieldValue(it.id, Secret("x")) }))))
        activity.click(fields.last().label)
        val inputs = TestActivity.views(activity.view).filterIsInstance<EditText>()
        assertTrue(inputs.last().isFocused)
        assertEquals("typed text stays, unless it is secret", listOf("x", ""), inputs.map { it.text.toString() })
    }

    @Test
    fun `a scan problem is shown, and leads to the settings`() {
        var settingsOpened = 0
        activity.view.onSettings = { settingsOpened += 1 }
        activity.show(SandboxJourney(JourneyKind.CARD, Language.ENGLISH).until { it is Step.Tap })
        for ((scanProblem, text) in listOf(ScanProblem.NFC_MISSING to labels.nfcMissing, ScanProblem.SEVERAL_CARDS to labels.severalCards)) {
            activity.view.scanProblem = scanProblem
            assertTrue(TestActivity.views(activity.view).any { (it as? TextView)?.text?.toString() == text })
        }
        activity.view.scanProblem = ScanProblem.NFC_OFF
        Screenshots.take(activity.window.decorView, "en-nfc-off")
        activity.click(labels.nfcSettings)
        assertEquals(1, settingsOpened)
        activity.view.scanProblem = null
        assertNull(activity.view.findViewById<View>(R.id.card_points_settings))
    }

    @Test
    fun `the outcome leads home`() {
        var homeOpened = 0
        activity.view.onHome = { homeOpened += 1 }
        activity.show(SandboxJourney(JourneyKind.APPLY, Language.ENGLISH).next(Event.Stopped))
        activity.find<View>(R.id.card_points_home).performClick()
        assertEquals(1, homeOpened)
    }

    @Test
    fun `during commands only the stages change`() {
        val player = SandboxJourney(JourneyKind.APPLY, Language.ENGLISH)
        activity.show(player.untilAsked(Topic.PASSWORD))
        activity.show(player.until { it is Step.Transmit })
        val stages = activity.find<View>(R.id.card_points_stages)
        val descriptions = mutableSetOf<String>()
        while (player.step is Step.Transmit) {
            activity.show(player.step)
            descriptions += TestActivity.views(stages).mapNotNull { it.contentDescription?.toString() }
            player.next(player.usualEvent())
        }
        assertTrue(stages === activity.find(R.id.card_points_stages))
        assertEquals(setOf(labels.found, labels.read, labels.checked).map { "$it, ${labels.done}" }.toSet(), descriptions.filter { labels.done in it }.toSet())
    }

    @Test
    fun `a view that never showed the password question still shows all stages`() {
        activity.show(SandboxJourney(JourneyKind.APPLY, Language.ENGLISH).until { it is Step.Transmit && it.progress.stage == CardStage.FINDING })
        activity.show(SandboxJourney(JourneyKind.APPLY, Language.ENGLISH).until { it is Step.Transmit && it.progress.stage == CardStage.SIGNING })
        assertEquals(4, (activity.find<View>(R.id.card_points_stages) as ViewGroup).childCount)
    }

    @Test
    fun `without a password there are no stages for checking and signing`() {
        activity.show(SandboxJourney(JourneyKind.CARD, Language.ENGLISH).until { it is Step.Transmit })
        assertEquals(2, (activity.find<View>(R.id.card_points_stages) as ViewGroup).childCount)
    }

    @Test
    fun `a window that the host has made secure stays secure`() {
        activity.window.addFlags(FLAG_SECURE)
        asked(Topic.PASSWORD)
        asked(Topic.APPLIED)
        assertTrue(activity.window.attributes.flags and FLAG_SECURE != 0)
    }
}
