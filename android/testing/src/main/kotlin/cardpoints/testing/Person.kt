package cardpoints.testing

import cardpoints.Answer
import cardpoints.Entry
import cardpoints.Event
import cardpoints.Form
import cardpoints.Question
import cardpoints.Secret
import cardpoints.Topic
import cardpoints.sandbox.Account

/**
 * A person who answers what they are asked: who owns [card] and knows its password, and wants everything.
 *
 * Every answer is made anew, since a conversation wipes what it was told.
 */
public class Person(card: cardpoints.sandbox.Person) {
    /** Whose card it is. */
    public val id: String = card.id

    /** To "have you applied before?": `no`, `yes`, `unsure`. */
    public var applied: String = "no"

    /** Who it is for: `myself`, `representative`. */
    public var holder: String = "myself"

    /** Measures; those that can't be chosen are left out. */
    public var measures: List<String> = listOf("new-card", "health-insurance", "receipt-account")

    /** Where the points shall go. */
    public var account: Account? = card.account

    /** Passwords in the order in which they are typed; the last one again and again. Whose card has none types one all the same. */
    public val passwords: ArrayDeque<String> = ArrayDeque(listOf(card.pin.bytes.decodeToString().ifEmpty { "0000" }))

    /** Uses the last try. */
    public var daring: Boolean = true

    /** Goes on from what stands to apply. */
    public var goesOn: Boolean = true

    /** How often a password of four digits was typed. */
    public var typed: Int = 0
        private set

    /** What was asked, in order. */
    public val asked: MutableList<Topic> = mutableListOf()

    /** Types these [wrong] passwords first. */
    public fun typing(vararg wrong: String): Person = apply { passwords.addAll(0, wrong.asList()) }

    /** The answer; `Event.Stopped` where this person can only stop. */
    public fun answer(question: Question): Event {
        asked += question.about
        return said(question)?.let { Event.Answered(it) } ?: Event.Stopped
    }

    private fun said(question: Question): Answer? = when (val form = question.form) {
        is Form.Password -> Answer.Password(Secret(password()))
        is Form.Check -> Answer.Agreed
        is Form.Agree -> Answer.Agreed.takeIf { daring || question.about != Topic.LAST_TRY }
        is Form.Fill -> account?.let { account ->
            val values = listOf(account.id) + account.codes
            Answer.Filled(form.fields.zip(values) { field, value -> Entry(field.id, Secret(value.bytes.copyOf())) })
        }
        is Form.Choose -> chosen(question, form.choices.filter { it.barred == null }.map { it.id })?.let(Answer::Chosen)
    }

    private fun chosen(question: Question, open: List<String>): List<String>? = when (question.about) {
        Topic.APPLIED -> listOf(applied)
        Topic.HOLDER -> {
            // Who is told that it is otherwise answers otherwise.
            if (question.problem != null) holder = if (holder == "myself") "representative" else "myself"
            listOf(holder)
        }
        Topic.MEASURES -> measures.filter { it in open }
        Topic.SERVICE -> account?.service?.takeIf { it in open }?.let(::listOf)
        Topic.STANDING -> listOf(if (goesOn) "apply" else "done")
        Topic.SPOTS, Topic.PAGE -> listOf("done")
        else -> open.take(1).ifEmpty { null }
    }

    private fun password(): String {
        val password = if (passwords.size > 1) passwords.removeFirst() else passwords.first()
        if (password.length == 4) typed++
        return password
    }
}
