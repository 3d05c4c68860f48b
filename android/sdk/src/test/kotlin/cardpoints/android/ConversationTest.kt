package cardpoints.android

import cardpoints.Device
import cardpoints.Errand
import cardpoints.Event
import cardpoints.Journey
import cardpoints.JourneyInterface
import cardpoints.Language
import cardpoints.Outcome
import cardpoints.Secret
import cardpoints.Step
import cardpoints.Topic
import cardpoints.sandbox.Sandbox
import cardpoints.testing.Person
import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

class ConversationTest {
    @Test
    fun `whoever has a new card applies`() = runBlocking {
        val sandbox = Sandbox()
        val card = sandbox.card("hanako")!!
        val person = Person(sandbox.people().first { it.id == "hanako" })
        val journey = Journey(Errand.APPLY, Language.ENGLISH, sandbox.address(), Device.ANDROID, practice = true)
        val conversation = Conversation(journey, VirtualSlot(card), sandbox::answer)
        val answering = launch {
            conversation.step.filterIsInstance<Step.Ask>().collect { conversation.tell(person.answer(it.question), it) }
        }
        val done = journey.use { conversation.play() }
        answering.cancel()

        val outcome = done.outcome
        assertTrue("$outcome", outcome is Outcome.Applied && outcome.receipt.standing.size == 3)
        assertEquals(5, card.commands())
        assertEquals(1, card.verifies())
    }

    @Test
    fun `another language comes with the open question, and no answer is lost`() = runBlocking {
        val sandbox = Sandbox()
        val person = Person(sandbox.people().first { it.id == "hanako" })
        val journey = Journey(Errand.APPLY, Language.ENGLISH, sandbox.address(), Device.ANDROID, practice = true)
        val conversation = Conversation(journey, VirtualSlot(sandbox.card("hanako")!!), sandbox::answer)
        val asked = mutableListOf<Topic>()
        val answering = launch {
            conversation.step.filterIsInstance<Step.Ask>().collect {
                if (it.question.about == Topic.SUMMARY && conversation.language == null) {
                    conversation.speak(Language.PLAIN_JAPANESE)
                } else {
                    asked += it.question.about
                    conversation.tell(person.answer(it.question), it)
                }
            }
        }
        val done = journey.use { conversation.play() }
        answering.cancel()
        assertTrue("${done.outcome}", done.outcome is Outcome.Applied)
        assertEquals("申込完了（もうしこみかんりょう）", done.words.title)
        assertEquals(Language.PLAIN_JAPANESE, conversation.language)
        assertEquals("nothing is asked twice", asked.distinct(), asked)
    }

    @Test
    fun `while a card is at work or a request is under way, another language waits`() = runBlocking {
        val sandbox = Sandbox()
        val card = sandbox.card("hanako")!!
        val person = Person(sandbox.people().first { it.id == "hanako" }).also { it.passwords.add(0, "0000") }
        val journey = Recorded(Journey(Errand.APPLY, Language.ENGLISH, sandbox.address(), Device.ANDROID, practice = true))
        lateinit var conversation: Conversation
        fun turn() = conversation.speak(if (conversation.language == Language.JAPANESE) Language.ENGLISH else Language.JAPANESE)
        val slot = object : CardSlot by VirtualSlot(card) {
            override suspend fun transmit(command: Secret): Secret? = card.transmit(command).also { turn() }
        }
        conversation = Conversation(journey, slot, { sandbox.answer(it).also { turn() } })
        val answering = launch {
            conversation.step.filterIsInstance<Step.Ask>().collect { conversation.tell(person.answer(it.question), it) }
        }
        val outcome = conversation.play().outcome
        answering.cancel()
        assertTrue("$outcome", outcome is Outcome.Applied)
        assertEquals("no command was taken for lost", 2, card.verifies())
        val at = journey.heard.filter { it.second is Event.Speak }.map { it.first }
        assertTrue("${at.size}", at.size > 2 && at.all { it is Step.Ask || it is Step.Tap })
    }

    /** Remembers each event, with the step at which it came. */
    private class Recorded(private val journey: Journey) : JourneyInterface by journey {
        val heard = mutableListOf<Pair<Step?, Event>>()
        private var last: Step? = null

        override fun next(event: Event): Step {
            heard += last to event
            return journey.next(event).also { last = it }
        }
    }
}
