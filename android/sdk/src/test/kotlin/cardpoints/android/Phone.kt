package cardpoints.android

import android.app.Activity
import android.app.Application
import cardpoints.Device
import cardpoints.Errand
import cardpoints.Event
import cardpoints.Journey
import cardpoints.Language
import cardpoints.Reader
import cardpoints.Request
import cardpoints.Step
import cardpoints.sandbox.Sandbox
import cardpoints.sandbox.VirtualCard
import cardpoints.testing.NfcField
import cardpoints.testing.Person
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.android.controller.ActivityController

/** A phone in a person's hand: whenever a card is asked for, they lay theirs on. */
class Phone {
    val sandbox = Sandbox()
    val app: Application = RuntimeEnvironment.getApplication()
    val field = NfcField(app)
    val reader = CardReader(app)
    val controller: ActivityController<Activity> = Robolectric.buildActivity(Activity::class.java).create().start().resume()

    init {
        reader.resume(controller.get())
    }

    fun person(id: String) = Person(sandbox.people().first { it.id == id })

    fun journey(errand: Errand) =
        Journey(errand, Language.ENGLISH, sandbox.address(), Device.ANDROID, practice = true)

    /** Plays to the end; who has laid the card on [patience] times stops. */
    suspend fun play(
        errand: Errand,
        person: Person,
        card: VirtualCard,
        patience: Int = 6,
        send: suspend (Request) -> Event = sandbox::answer,
        watch: (Step) -> Unit = {},
    ): Step.Done = withTimeout(HANG) {
        coroutineScope {
            lateinit var conversation: Conversation
            var laid = 0
            val hand = object : CardSlot by reader {
                override suspend fun tap(): Reader {
                    if (laid++ < patience) field.lay(card) else conversation.tell(Event.Stopped, conversation.step.value!!)
                    return reader.tap()
                }
            }
            journey(errand).use { journey ->
                conversation = Conversation(journey, hand, send)
                val watching = launch { conversation.step.collect { if (it != null) watch(it) } }
                val answering = launch {
                    var asked = 0
                    conversation.step.filterIsInstance<Step.Ask>().collect {
                        check(asked++ < MOST) { "goes round in circles: ${it.question.words.title}" }
                        conversation.tell(person.answer(it.question), it)
                    }
                }
                conversation.play().also {
                    answering.cancel()
                    watching.cancel()
                }
            }
        }
    }

    companion object {
        /** Milliseconds after which a test hangs; nothing is measured by it. */
        const val HANG = 60_000L
        private const val MOST = 60
    }
}
