package cardpoints.android

import cardpoints.Device
import cardpoints.Errand
import cardpoints.Journey
import cardpoints.Language
import cardpoints.Outcome
import cardpoints.Step
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
}
