package cardpoints.testing

import cardpoints.Answer
import cardpoints.Event
import cardpoints.FieldValue
import cardpoints.Question
import cardpoints.QuestionForm
import cardpoints.Secret
import cardpoints.Topic
import cardpoints.sandbox.Account
import cardpoints.sandbox.Person

/**
 * Answers questions as the holder of a sandbox card, who applies for everything and knows the password.
 *
 * Each answer is a new object, because the SDK wipes what it is given.
 */
public class SandboxPerson(person: Person) {
    /** The id of the card. */
    public val id: String = person.id

    public val pin: Secret = person.pin

    /** The answer to "have you applied before?": `no`, `yes`, `unsure`. */
    public var appliedBefore: String = "no"

    /** Who the points are for: `myself`, `representative`. */
    public var holder: String = "myself"

    /** The wanted measures; unavailable ones are left out. */
    public var measures: List<String> = listOf("new-card", "health-insurance", "receipt-account")

    /** Where the points go. */
    public var account: Account? = person.account

    /** Passwords in the order in which they are typed; the last one is repeated. A card without a password gets one all the same. */
    private val passwords = ArrayDeque(listOf(pin.bytes.decodeToString().ifEmpty { "0000" }))

    /** Confirms to use the last try. */
    public var usesLastTry: Boolean = true

    /** Goes on from the status to apply. */
    public var continuesToApply: Boolean = true

    /** How many passwords of four digits were typed. */
    public var passwordsTyped: Int = 0
        private set

    /** What was asked, in order. */
    public val asked: MutableList<Topic> = mutableListOf()

    /** Types these [wrong] passwords before the others. */
    public fun typing(vararg wrong: String): SandboxPerson = apply { passwords.addAll(0, wrong.asList()) }

    /** Types [password] from now on. */
    public fun alwaysTyping(password: String): SandboxPerson = apply {
        passwords.clear()
        passwords += password
    }

    /** The answer; `Event.Stopped` where this person has none. */
    public fun answer(question: Question): Event {
        asked += question.about
        return answerOrNull(question)?.let { Event.Answered(it) } ?: Event.Stopped
    }

    private fun answerOrNull(question: Question): Answer? = when (val form = question.form) {
        is QuestionForm.Password -> Answer.Password(Secret(nextPassword()))
        is QuestionForm.Review -> Answer.Confirmed
        is QuestionForm.Confirm -> Answer.Confirmed.takeIf { usesLastTry || question.about != Topic.LAST_TRY }
        is QuestionForm.Fill -> account?.let { account ->
            val values = listOf(account.id) + account.codes
            Answer.Filled(form.fields.zip(values) { field, value -> FieldValue(field.id, Secret(value.bytes.copyOf())) })
        }
        is QuestionForm.Choose -> chosen(question, form.choices.filter { it.unavailable == null }.map { it.id })?.let(Answer::Chosen)
    }

    private fun chosen(question: Question, available: List<String>): List<String>? = when (question.about) {
        Topic.APPLIED -> listOf(appliedBefore)
        Topic.HOLDER -> {
            // The answer was wrong, so the other one is right.
            if (question.problems.isNotEmpty()) holder = if (holder == "myself") "representative" else "myself"
            listOf(holder)
        }
        Topic.MEASURES -> measures.filter { it in available }
        Topic.SERVICE -> account?.service?.takeIf { it in available }?.let(::listOf)
        Topic.STATUS -> listOf(if (continuesToApply) "apply" else "done")
        Topic.SPOTS, Topic.HELP_PAGE -> listOf("done")
        else -> available.take(1).ifEmpty { null }
    }

    private fun nextPassword(): String {
        val password = if (passwords.size > 1) passwords.removeFirst() else passwords.first()
        if (password.length == 4) passwordsTyped++
        return password
    }
}
