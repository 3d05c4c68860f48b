package cardpoints.ui

import cardpoints.Answer
import cardpoints.Device
import cardpoints.Entry
import cardpoints.Errand
import cardpoints.Event
import cardpoints.Form
import cardpoints.Journey
import cardpoints.Language
import cardpoints.Question
import cardpoints.Reader
import cardpoints.Secret
import cardpoints.Step
import cardpoints.Topic
import cardpoints.sandbox.Sandbox
import cardpoints.sandbox.VirtualCard

/** Plays a real journey in the practice world up to the step that a test is about, as a person with that card would. */
internal class Player(errand: Errand, language: Language, id: String = "hanako", private val sandbox: Sandbox = Sandbox()) {
    private val person = sandbox.people().first { it.id == id }
    private val journey = Journey(errand, language, sandbox.address(), Device.ANDROID, true)
    val card: VirtualCard = checkNotNull(sandbox.card(id))

    /** The newest step. */
    var step: Step = journey.next(Event.Started)
        private set

    /** What the person types when asked for the password. */
    var pin: Secret = person.pin

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
        is Step.Ask -> Event.Answered(answer(step.question))
        is Step.Tap -> Event.Arrived(Reader(READER, false))
        is Step.Transmit -> card.transmit(step.command)?.let { Event.Replied(it) } ?: Event.Lost
        is Step.Send -> sandbox.answer(step.request)
        is Step.Done -> error("over: ${step.words}")
    }

    private fun answer(question: Question): Answer = when (val form = question.form) {
        is Form.Choose -> Answer.Chosen(chosen(question.about, form))
        is Form.Fill -> Answer.Filled(
            form.fields.zip(listOf(account.id) + account.codes) { field, value -> Entry(field.id, value) },
        )
        is Form.Password -> Answer.Password(pin)
        is Form.Check, is Form.Agree -> Answer.Agreed
    }

    private val account get() = checkNotNull(person.account)

    private fun chosen(about: Topic, form: Form.Choose): List<String> {
        val open = form.choices.filter { it.barred == null }.map { it.id }
        return when {
            about == Topic.APPLIED -> listOf("no")
            about == Topic.SERVICE -> listOf(account.service)
            form.most > 1 -> open
            else -> open.take(1)
        }
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
