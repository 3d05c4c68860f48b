package cardpoints.ui

import android.view.View
import android.view.ViewGroup
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import android.view.inputmethod.EditorInfo
import android.widget.Button
import android.widget.EditText
import android.widget.TextView
import cardpoints.Answer
import cardpoints.Entry
import cardpoints.Errand
import cardpoints.Event
import cardpoints.Form
import cardpoints.Language
import cardpoints.Secret
import cardpoints.Stage
import cardpoints.Step
import cardpoints.Topic
import cardpoints.android.Hindrance
import cardpoints.labels
import cardpoints.testing.Pictures
import java.util.concurrent.TimeUnit
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

/** What a person does becomes the right event, once. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class AnswersTest {
    private val host = Host.on(Language.ENGLISH, "w411dp-h891dp-mdpi").get()
    private val labels = labels(Language.ENGLISH)

    private fun asked(about: Topic, errand: Errand = Errand.APPLY): Step.Ask =
        Player(errand, Language.ENGLISH).untilAsked(about).also(host::show)

    private fun go() = host.find<View>(R.id.card_points_go).performClick()

    private fun cards() = Host.views(host.view).filterIsInstance<ChoiceCard>()

    private fun answer() = (host.told.single() as Event.Answered).answer

    @Test
    fun `questions offer the other languages, each in its own words`() {
        asked(Topic.APPLIED)
        for (language in listOf(Language.JAPANESE, Language.PLAIN_JAPANESE)) host.click(labels(language).language)
        assertEquals(listOf(Language.JAPANESE, Language.PLAIN_JAPANESE), host.wanted)
        assertTrue(host.told.isEmpty())
    }

    @Test
    fun `where something is typed no language is in the way`() {
        for (about in listOf(Topic.ACCOUNT, Topic.PASSWORD)) {
            asked(about)
            assertFalse(Host.views(host.view).any { it is TextView && it.text.toString() == labels(Language.JAPANESE).language })
        }
    }

    @Test
    fun `the question in another language keeps what was chosen and typed`() {
        val player = Player(Errand.APPLY, Language.ENGLISH)
        fun turn(language: Language) {
            host.view.language = language
            host.show(player.tell(Event.Speak(language)))
        }
        host.show(player.untilAsked(Topic.MEASURES))
        cards()[1].performClick()
        turn(Language.PLAIN_JAPANESE)
        assertEquals(listOf(false, true, false), cards().map { it.isChecked })
        host.show(player.untilAsked(Topic.ACCOUNT))
        Host.views(host.view).filterIsInstance<EditText>().first().setText("4001713132")
        turn(Language.JAPANESE)
        assertEquals("4001713132", Host.views(host.view).filterIsInstance<EditText>().first().text.toString())
        assertEquals(labels(Language.JAPANESE).stop, host.find<TextView>(R.id.card_points_stop).text.toString())
    }

    @Test
    fun `the very same question again is another one, and its answer counts`() {
        val first = asked(Topic.APPLIED)
        val again = first.copy()
        host.show(again)
        cards()[0].performClick()
        go()
        assertTrue(host.toldAt.single() === again)
    }

    @Test
    fun `one card is chosen at a time where one may be`() {
        asked(Topic.APPLIED)
        cards()[1].performClick()
        cards()[0].performClick()
        cards()[0].performClick()
        go()
        assertEquals(Answer.Chosen(listOf(cards()[0].choice.id)), answer())
    }

    @Test
    fun `several cards are chosen where several may be`() {
        asked(Topic.MEASURES)
        cards().forEach { it.performClick() }
        cards()[1].performClick()
        Pictures.take(host.window.decorView, "en-chosen")
        go()
        assertEquals(Answer.Chosen(listOf(cards()[0].choice.id, cards()[2].choice.id)), answer())
    }

    @Test
    fun `a barred card says why and can't be chosen`() {
        asked(Topic.SERVICE)
        val barred = cards().first { it.choice.barred != null }
        barred.performClick()
        go()
        assertTrue(barred.choice.barred!! in barred.text)
        assertEquals(Answer.Chosen(emptyList()), answer())
    }

    @Test
    fun `a second press tells nothing`() {
        asked(Topic.APPLIED)
        go()
        go()
        assertEquals(1, host.told.size)
    }

    @Test
    fun `the same question once more can be answered again`() {
        asked(Topic.APPLIED)
        go()
        ShadowLooper.idleMainLooper(1, TimeUnit.SECONDS)
        go()
        assertEquals(2, host.told.size)
    }

    @Test
    fun `a search finds by reading, whatever the width, and says how many`() {
        asked(Topic.SERVICE)
        host.find<EditText>(R.id.card_points_search).setText("さくら")
        assertTrue(cards().isNotEmpty() && cards().all { "Sakura" in it.choice.label })
        val hits = host.find<TextView>(R.id.card_points_hits)
        assertEquals("${labels.hits} ${cards().size}", hits.text.toString())
        assertEquals(View.ACCESSIBILITY_LIVE_REGION_POLITE, hits.accessibilityLiveRegion)
        host.find<EditText>(R.id.card_points_search).setText("ｎａｇｉｓａ")
        assertEquals(listOf("Nagisa IC"), cards().map { it.choice.label })
        host.find<EditText>(R.id.card_points_search).setText("no such thing")
        assertEquals(labels.nothingFound, hits.text.toString())
    }

    @Test
    fun `a filter lets its own through`() {
        val form = asked(Topic.SERVICE).question.form as Form.Choose
        val filter = form.filters.first()
        host.click(filter.label)
        assertEquals(form.choices.filter { filter.id in it.tags }.map { it.id }, cards().map { it.choice.id })
        host.click(labels.all)
        assertEquals(form.choices.size, cards().size)
    }

    @Test
    fun `what was chosen stays chosen under a search`() {
        asked(Topic.SERVICE)
        val chosen = cards().first()
        chosen.performClick()
        host.find<EditText>(R.id.card_points_search).setText("nagisa")
        go()
        assertEquals(Answer.Chosen(listOf(chosen.choice.id)), answer())
    }

    @Test
    fun `fields are answered and their secrets move out`() {
        val form = asked(Topic.ACCOUNT).question.form as Form.Fill
        val inputs = Host.views(host.view).filterIsInstance<EditText>()
        inputs[0].setText("1234567890")
        inputs[1].setText("9876")
        go()
        val entries = (answer() as Answer.Filled).entries
        assertEquals(form.fields.map { it.id }, entries.map { it.field })
        assertEquals(listOf(Secret("1234567890"), Secret("9876")), entries.map { it.value })
        assertEquals("1234567890", inputs[0].text.toString())
        assertEquals(0, inputs[1].length())
    }

    @Test
    fun `a field takes no more than it may`() {
        val field = (asked(Topic.ACCOUNT).question.form as Form.Fill).fields.first()
        val input = Host.views(host.view).filterIsInstance<EditText>().first()
        input.setText("7".repeat(field.most + 5))
        assertEquals(field.most, input.length())
    }

    @Test
    fun `four digits send nothing by themselves`() {
        asked(Topic.PASSWORD)
        val field = host.find<EditText>(R.id.card_points_password)
        field.append("1234")
        Pictures.take(host.window.decorView, "en-typed")
        field.onEditorAction(EditorInfo.IME_ACTION_DONE)
        assertTrue(host.told.isEmpty())
        go()
        assertEquals(Answer.Password(Secret("1234")), answer())
        assertEquals(0, field.length())
    }

    @Test
    fun `an answer on the summary is changed by its own link`() {
        val rows = (asked(Topic.SUMMARY).question.form as Form.Check).rows
        val row = rows.last { it.change != null }
        val link = Host.views(host.view).filterIsInstance<Button>().single { it.contentDescription == "${row.change}: ${row.label}" }
        link.performClick()
        assertEquals(Event.Change(row.about), host.told.single())
    }

    @Test
    fun `whoever doesn't agree stops`() {
        asked(Topic.TERMS)
        host.find<View>(R.id.card_points_instead).performClick()
        assertEquals(Event.Stopped, host.told.single())
    }

    @Test
    fun `what else can be done leads there`() {
        val action = asked(Topic.APPLIED).question.actions.first()
        host.click(action.label)
        assertEquals(Event.Change(action.about), host.told.single())
    }

    @Test
    fun `back is told where there is a way back`() {
        asked(Topic.APPLIED).also { assertNull(it.question.back) }
        assertFalse(host.view.back())
        asked(Topic.HOLDER)
        assertTrue(host.view.back())
        assertEquals(Event.Back, host.told.single())
    }

    @Test
    fun `the summary of errors leads to the field`() {
        val player = Player(Errand.APPLY, Language.ENGLISH)
        val fields = (player.untilAsked(Topic.ACCOUNT).question.form as Form.Fill).fields
        host.show(player.tell(Event.Answered(Answer.Filled(fields.map { Entry(it.id, Secret("x")) }))))
        host.click(fields.last().label)
        val inputs = Host.views(host.view).filterIsInstance<EditText>()
        assertTrue(inputs.last().isFocused)
        assertEquals("what was typed stays, unless it is secret", listOf("x", ""), inputs.map { it.text.toString() })
    }

    @Test
    fun `what keeps a card from being read is said, and leads to the settings`() {
        var opened = 0
        host.view.onSettings = { opened += 1 }
        host.show(Player(Errand.CARD, Language.ENGLISH).until { it is Step.Tap })
        for ((hindrance, words) in listOf(Hindrance.NFC_MISSING to labels.nfcMissing, Hindrance.SEVERAL_CARDS to labels.severalCards)) {
            host.view.hindrance = hindrance
            assertTrue(Host.views(host.view).any { (it as? TextView)?.text?.toString() == words })
        }
        host.view.hindrance = Hindrance.NFC_OFF
        Pictures.take(host.window.decorView, "en-nfc-off")
        host.click(labels.nfcSettings)
        assertEquals(1, opened)
        host.view.hindrance = null
        assertNull(host.view.findViewById<View>(R.id.card_points_settings))
    }

    @Test
    fun `the outcome leads home`() {
        var home = 0
        host.view.onHome = { home += 1 }
        host.show(Player(Errand.APPLY, Language.ENGLISH).tell(Event.Stopped))
        host.find<View>(R.id.card_points_home).performClick()
        assertEquals(1, home)
    }

    @Test
    fun `commands under way change no view but the stages`() {
        val player = Player(Errand.APPLY, Language.ENGLISH)
        host.show(player.untilAsked(Topic.PASSWORD))
        host.show(player.until { it is Step.Transmit })
        val stages = host.find<View>(R.id.card_points_stages)
        val said = mutableSetOf<String>()
        while (player.step is Step.Transmit) {
            host.show(player.step)
            said += Host.views(stages).mapNotNull { it.contentDescription?.toString() }
            player.tell(player.happens(player.step))
        }
        assertTrue(stages === host.find(R.id.card_points_stages))
        assertEquals(setOf(labels.found, labels.read, labels.checked).map { "$it, ${labels.done}" }.toSet(), said.filter { labels.done in it }.toSet())
    }

    @Test
    fun `a view that did not see the password asked for shows the stages as they come`() {
        host.show(Player(Errand.APPLY, Language.ENGLISH).until { it is Step.Transmit && it.stage == Stage.FINDING })
        host.show(Player(Errand.APPLY, Language.ENGLISH).until { it is Step.Transmit && it.stage == Stage.SIGNING })
        assertEquals(4, (host.find<View>(R.id.card_points_stages) as ViewGroup).childCount)
    }

    @Test
    fun `without a password there is nothing to check and to sign`() {
        host.show(Player(Errand.CARD, Language.ENGLISH).until { it is Step.Transmit })
        assertEquals(2, (host.find<View>(R.id.card_points_stages) as ViewGroup).childCount)
    }

    @Test
    fun `the host's own secure window stays secure`() {
        host.window.addFlags(FLAG_SECURE)
        asked(Topic.PASSWORD)
        asked(Topic.APPLIED)
        assertTrue(host.window.attributes.flags and FLAG_SECURE != 0)
    }
}
