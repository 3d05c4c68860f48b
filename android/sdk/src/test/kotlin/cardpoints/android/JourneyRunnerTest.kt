package cardpoints.android

import cardpoints.Device
import cardpoints.Event
import cardpoints.Feedback
import cardpoints.Journey
import cardpoints.JourneyInterface
import cardpoints.JourneyKind
import cardpoints.Language
import cardpoints.Outcome
import cardpoints.Secret
import cardpoints.Step
import cardpoints.Topic
import cardpoints.sandbox.Sandbox
import cardpoints.testing.SandboxPerson
import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

class JourneyRunnerTest {
    @Test
    fun `a person with a new card applies`() = runBlocking {
        val sandbox = Sandbox()
        val card = sandbox.card("hanako")!!
        val person = SandboxPerson(sandbox.people().first { it.id == "hanako" })
        val journey = Journey(JourneyKind.APPLY, Language.ENGLISH, sandbox.address(), Device.ANDROID, practice = true)
        val runner = JourneyRunner(journey, VirtualCardConnector(card), sandbox::answer)
        val answering = launch {
            runner.step.filterIsInstance<Step.Ask>().collect { runner.send(person.answer(it.question), it) }
        }
        val done = journey.use { runner.run() }
        answering.cancel()

        val outcome = done.outcome
        assertTrue("$outcome", outcome is Outcome.Applied && outcome.receipt.applied.size == 3)
        assertEquals(5, card.commands())
        assertEquals(1, card.verifies())
    }

    @Test
    fun `a change of language repeats the open question, and no answer is lost`() = runBlocking {
        val sandbox = Sandbox()
        val person = SandboxPerson(sandbox.people().first { it.id == "hanako" })
        val journey = Journey(JourneyKind.APPLY, Language.ENGLISH, sandbox.address(), Device.ANDROID, practice = true)
        val runner = JourneyRunner(journey, VirtualCardConnector(sandbox.card("hanako")!!), sandbox::answer)
        val asked = mutableListOf<Topic>()
        val answering = launch {
            runner.step.filterIsInstance<Step.Ask>().collect {
                if (it.question.about == Topic.SUMMARY && runner.language == null) {
                    runner.setLanguage(Language.PLAIN_JAPANESE)
                } else {
                    asked += it.question.about
                    runner.send(person.answer(it.question), it)
                }
            }
        }
        val done = journey.use { runner.run() }
        answering.cancel()
        assertTrue("${done.outcome}", done.outcome is Outcome.Applied)
        assertEquals("申込完了（もうしこみかんりょう）", done.text.title)
        assertEquals(Language.PLAIN_JAPANESE, runner.language)
        assertEquals("nothing is asked twice", asked.distinct(), asked)
    }

    @Test
    fun `feedback of steps that were never shown can be taken once`() = runBlocking {
        val sandbox = Sandbox()
        val person = SandboxPerson(sandbox.people().first { it.id == "hanako" })
        val journey = Journey(JourneyKind.APPLY, Language.ENGLISH, sandbox.address(), Device.ANDROID, practice = true)
        val runner = JourneyRunner(journey, VirtualCardConnector(sandbox.card("hanako")!!), sandbox::answer)
        val answering = launch {
            runner.step.filterIsInstance<Step.Ask>().collect { runner.send(person.answer(it.question), it) }
        }
        journey.use { runner.run() }
        answering.cancel()
        assertEquals(Feedback.SUCCESS, runner.takeFeedback())
        assertNull(runner.takeFeedback())
    }

    @Test
    fun `while a card is at work or a request is under way, the change of language waits`() = runBlocking {
        val sandbox = Sandbox()
        val card = sandbox.card("hanako")!!
        val person = SandboxPerson(sandbox.people().first { it.id == "hanako" }).also { it.typing("0000") }
        val journey = RecordingJourney(Journey(JourneyKind.APPLY, Language.ENGLISH, sandbox.address(), Device.ANDROID, practice = true))
        lateinit var runner: JourneyRunner
        fun switchLanguage() = runner.setLanguage(if (runner.language == Language.JAPANESE) Language.ENGLISH else Language.JAPANESE)
        val connector = object : CardConnector by VirtualCardConnector(card) {
            override suspend fun transmit(command: Secret): Secret? = card.transmit(command).also { switchLanguage() }
        }
        runner = JourneyRunner(journey, connector, { sandbox.answer(it).also { switchLanguage() } })
        val answering = launch {
            runner.step.filterIsInstance<Step.Ask>().collect { runner.send(person.answer(it.question), it) }
        }
        val outcome = runner.run().outcome
        answering.cancel()
        assertTrue("$outcome", outcome is Outcome.Applied)
        assertEquals("no command counted as lost", 2, card.verifies())
        val changedAt = journey.events.filter { it.second is Event.SetLanguage }.map { it.first }
        assertTrue("${changedAt.size}", changedAt.size > 2 && changedAt.all { it is Step.Ask || it is Step.Tap })
    }

    /** Records each event with the step at which it came. */
    private class RecordingJourney(private val journey: Journey) : JourneyInterface by journey {
        val events = mutableListOf<Pair<Step?, Event>>()
        private var last: Step? = null

        override fun next(event: Event): Step {
            events += last to event
            return journey.next(event).also { last = it }
        }
    }
}
