package cardpoints

import cardpoints.sandbox.Person
import cardpoints.sandbox.Sandbox

/** A journey of [who], who wants everything and types the right password, with the sandbox's card and backend. */
internal class Play(
    errand: Errand = Errand.APPLY,
    private val who: String = "hanako",
    language: Language = Language.ENGLISH,
    private val sandbox: Sandbox = Sandbox(),
) : AutoCloseable {
    val journey = Journey(errand, language, sandbox.address(), Device.ANDROID, true)
    val person: Person = sandbox.people().single { it.id == who }
    val card = checkNotNull(sandbox.card(who))

    /** Passwords that are typed before the right one. */
    val mistakes = ArrayDeque<String>()

    /** Every step so far, and every event that was handed in. */
    val steps = mutableListOf<Step>()
    val events = mutableListOf<Event>()

    fun next(event: Event): Step {
        events += event
        return journey.next(event).also {
            if (it !is Step.Tap && it !is Step.Transmit) card.powerOff()
            steps += it
        }
    }

    /** What happens at [step] if nothing goes wrong. */
    fun usual(step: Step): Event = when (step) {
        is Step.Ask -> Event.Answered(answer(step.question))
        is Step.Tap -> Event.Arrived(Reader(largest = 65_544, selected = false))
        is Step.Transmit -> card.transmit(step.command)?.let(Event::Replied) ?: Event.Lost
        is Step.Send -> sandbox.answer(step.request)
        is Step.Done -> Event.Started
    }

    /** Plays to the first step that [there] is. */
    fun until(there: (Step) -> Boolean): Step {
        var step = next(Event.Started)
        repeat(MOST_STEPS) {
            if (there(step)) return step
            check(step !is Step.Done) { "never comes there, at last ${step.words}" }
            step = next(usual(step))
        }
        error("goes round in circles, at last ${step.words}")
    }

    /** Plays to the [nth] step, counted from 0. */
    fun at(nth: Int): Step = until { steps.size > nth }

    fun through(): Step.Done = until { it is Step.Done } as Step.Done

    private fun answer(question: Question): Answer = when (val form = question.form) {
        is Form.Agree, is Form.Check -> Answer.Agreed
        is Form.Password -> Answer.Password(mistakes.removeFirstOrNull()?.let(::Secret) ?: person.pin)
        is Form.Fill -> {
            val account = checkNotNull(person.account)
            Answer.Filled(form.fields.zip(listOf(account.id) + account.codes) { field, value -> Entry(field.id, value) })
        }
        is Form.Choose -> {
            val open = form.choices.filter { it.barred == null }.map { it.id }
            Answer.Chosen(
                when (question.about) {
                    Topic.APPLIED -> listOf("no")
                    Topic.MEASURES -> open
                    Topic.SERVICE -> listOf(checkNotNull(person.account).service)
                    Topic.STANDING -> listOf("done")
                    else -> open.take(1)
                },
            )
        }
    }

    override fun close() {
        journey.close()
        card.close()
    }

    private companion object {
        const val MOST_STEPS = 200
    }
}

/** The words of any step. */
internal val Step.words: Words
    get() = when (this) {
        is Step.Ask -> question.words
        is Step.Tap -> words
        is Step.Transmit -> words
        is Step.Send -> words
        is Step.Done -> words
    }
