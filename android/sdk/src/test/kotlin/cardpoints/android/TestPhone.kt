package cardpoints.android

import android.app.Activity
import android.app.Application
import cardpoints.Device
import cardpoints.Event
import cardpoints.Journey
import cardpoints.JourneyKind
import cardpoints.Language
import cardpoints.ReaderCapabilities
import cardpoints.Step
import cardpoints.sandbox.Sandbox
import cardpoints.sandbox.VirtualCard
import cardpoints.screenText
import cardpoints.testing.SandboxPerson
import cardpoints.testing.SimulatedNfc
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.android.controller.ActivityController

/** A phone whose holder presents the card whenever it is asked for. */
class TestPhone {
    val sandbox = Sandbox()
    val app: Application = RuntimeEnvironment.getApplication()
    val nfc = SimulatedNfc(app)
    val reader = NfcCardReader(app)
    val controller: ActivityController<Activity> = Robolectric.buildActivity(Activity::class.java).create().start().resume()

    init {
        reader.resume(controller.get())
    }

    fun person(id: String) = SandboxPerson(sandbox.people().first { it.id == id })

    private fun journey(kind: JourneyKind) = Journey(kind, Language.ENGLISH, sandbox.address(), Device.ANDROID, practice = true)

    /** Runs a journey to its outcome. The person stops after presenting the card [maxTaps] times. */
    suspend fun run(kind: JourneyKind, person: SandboxPerson, card: VirtualCard, maxTaps: Int = 6): Step.Done = withTimeout(TIMEOUT_MS) {
        coroutineScope {
            lateinit var runner: JourneyRunner
            var taps = 0
            val connector = object : CardConnector by reader {
                override suspend fun tap(): ReaderCapabilities {
                    if (taps++ < maxTaps) nfc.placeCard(card) else runner.send(Event.Stopped, runner.step.value!!)
                    return reader.tap()
                }
            }
            journey(kind).use { journey ->
                runner = JourneyRunner(journey, connector, sandbox::answer)
                val answering = launch {
                    var asked = 0
                    runner.step.filterIsInstance<Step.Ask>().collect {
                        check(asked++ < MAX_QUESTIONS) { "the questions never end: ${it.screenText.title}" }
                        runner.send(person.answer(it.question), it)
                    }
                }
                runner.run().also { answering.cancel() }
            }
        }
    }

    companion object {
        /** After this time a test hangs; nothing is measured by it. */
        const val TIMEOUT_MS = 60_000L
        private const val MAX_QUESTIONS = 60
    }
}
