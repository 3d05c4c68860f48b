package cardpoints.testing

import cardpoints.Device
import cardpoints.Event
import cardpoints.Journey
import cardpoints.JourneyKind
import cardpoints.Language
import cardpoints.ReaderCapabilities
import cardpoints.Step
import cardpoints.Topic
import cardpoints.sandbox.Sandbox
import cardpoints.sandbox.VirtualCard
import cardpoints.screenText

/** Plays a real journey in the sandbox, with the person and the virtual card of [id], as far as a test needs it. */
public class SandboxJourney(
    kind: JourneyKind = JourneyKind.APPLY,
    language: Language = Language.ENGLISH,
    id: String = "hanako",
    private val sandbox: Sandbox = Sandbox(),
) : AutoCloseable {
    public val journey: Journey = Journey(kind, language, sandbox.address(), Device.ANDROID, practice = true)
    public val person: SandboxPerson = SandboxPerson(sandbox.people().single { it.id == id })
    public val card: VirtualCard = checkNotNull(sandbox.card(id))

    /** Every step so far. */
    public val steps: MutableList<Step> = mutableListOf()

    /** Every event so far. */
    public val events: MutableList<Event> = mutableListOf()

    /** The latest step; the journey starts with the first call. */
    public val step: Step get() = steps.lastOrNull() ?: next(Event.Started)

    public fun next(event: Event): Step {
        events += event
        return journey.next(event).also {
            if (it !is Step.Tap && it !is Step.Transmit) card.powerOff()
            steps += it
        }
    }

    /** What happens at [step] if nothing goes wrong. */
    public fun usualEvent(step: Step = this.step): Event = when (step) {
        is Step.Ask -> person.answer(step.question)
        is Step.Tap -> Event.Arrived(ReaderCapabilities(MAX_COMMAND_BYTES, applicationSelected = false))
        is Step.Transmit -> card.transmit(step.command)?.let(Event::Replied) ?: Event.Lost
        is Step.Send -> sandbox.answer(step.request)
        is Step.Done -> Event.Started // the same step comes again
    }

    /** Plays until a step [fits], and returns it. */
    public fun until(fits: (Step) -> Boolean): Step {
        repeat(MAX_STEPS) {
            if (fits(step)) return step
            next(usualEvent())
        }
        error("no such step; the last one was ${step.screenText}")
    }

    public fun untilAsked(about: Topic): Step.Ask = until { it is Step.Ask && it.question.about == about } as Step.Ask

    public fun finish(): Step.Done = until { it is Step.Done } as Step.Done

    override fun close() {
        journey.close()
        card.close()
    }

    private companion object {
        /** As on many phones. */
        const val MAX_COMMAND_BYTES = 65_544
        const val MAX_STEPS = 200
    }
}
