package cardpoints.ui

import cardpoints.Device
import cardpoints.Errand
import cardpoints.Event
import cardpoints.Journey
import cardpoints.Language
import cardpoints.Reader
import cardpoints.Step
import cardpoints.Topic
import cardpoints.sandbox.Sandbox
import cardpoints.sandbox.VirtualCard
import cardpoints.testing.Person

/** Plays a real journey in the practice world up to the step that a test is about, as a person with that card would. */
internal class Player(errand: Errand, language: Language, id: String = "hanako", private val sandbox: Sandbox = Sandbox()) {
    private val person = Person(sandbox.people().first { it.id == id })
    private val journey = Journey(errand, language, sandbox.address(), Device.ANDROID, true)
    val card: VirtualCard = checkNotNull(sandbox.card(id))

    /** The newest step. */
    var step: Step = journey.next(Event.Started)
        private set

    /** The person types this from now on when asked for the password. */
    fun typing(password: String): Player = apply {
        person.passwords.clear()
        person.passwords += password
    }

    fun tell(event: Event): Step = journey.next(event).also { step = it }

    /** Goes on, as the person would, until a step fits. */
    fun until(fits: (Step) -> Boolean): Step {
        repeat(200) {
            if (fits(step)) return step
            tell(happens(step))
        }
        error("no such step; the last one was ${step.words}")
    }

    fun untilAsked(about: Topic): Step.Ask = until { it is Step.Ask && it.question.about == about } as Step.Ask

    /** What happens at [step] in the ordinary course. */
    fun happens(step: Step): Event = when (step) {
        is Step.Ask -> person.answer(step.question)
        is Step.Tap -> Event.Arrived(Reader(READER, false))
        is Step.Transmit -> card.transmit(step.command)?.let { Event.Replied(it) } ?: Event.Lost
        is Step.Send -> sandbox.answer(step.request)
        is Step.Done -> error("over: ${step.words}")
    }

    private companion object {
        /** The longest command of a usual phone. */
        const val READER = 65_544
    }
}

/** The words of a step. */
internal val Step.words: cardpoints.Words
    get() = when (this) {
        is Step.Ask -> question.words
        is Step.Tap -> words
        is Step.Transmit -> words
        is Step.Send -> words
        is Step.Done -> words
    }
