package cardpoints.ui

import android.os.Bundle
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import cardpoints.Event
import cardpoints.Form
import cardpoints.Labels
import cardpoints.Language
import cardpoints.Question
import cardpoints.Topic

/** A question. */
internal class AskScreen(
    look: Look,
    labels: Labels,
    val question: Question,
    private val tell: (Event) -> Unit,
    onLanguage: ((Language) -> Unit)?,
) : Screen(look) {
    private val form: FormView = when (val form = question.form) {
        is Form.Choose -> Choices(look, labels, form)
        is Form.Fill -> Fields(look, labels, form)
        is Form.Check -> Summary(look, form) { tell(Event.Change(it)) }
        is Form.Password -> PasswordForm(look, labels, form)
        is Form.Agree -> Consent(look)
    }

    override val secret get() = form.secret

    init {
        page.practice(question.words.practice)
        if (onLanguage != null && !form.typed) page.languages(onLanguage)
        page.head(question.progress, question.back) { tell(Event.Back) }
        look.problems(labels, question.problem, form.slips, page::leadTo)?.let {
            page.column.put(it, gap = 8)
            page.startAt(it)
        }
        val heading = page.say(question.words)
        if (question.form is Form.Password) heading.labelFor = R.id.card_points_password
        // Whoever types the password wants the field and the keypad on one screen.
        val later = question.form is Form.Password
        if (!later) page.facts(question.words)
        if (question.form !is Form.Agree) page.column.put(form.view, gap = 24)
        val go = look.mainButton(question.go, R.id.card_points_go) { tell(Event.Answered(form.answer())) }
        if (form.long) page.pin(go) else page.reach(page.column.put(go, gap = 32))
        if (later) page.facts(question.words, gap = 16)
        (question.form as? Form.Agree)?.let { agree ->
            page.column.put(look.secondButton(agree.instead, R.id.card_points_instead) { tell(Event.Stopped) }, gap = 16)
        }
        for (action in question.actions) page.column.put(look.link(action.label) { tell(Event.Change(action.about)) }, gap = 16, width = WRAP_CONTENT)
        if (stops()) page.column.put(look.link(labels.stop) { tell(Event.Stopped) }, gap = 16, width = WRAP_CONTENT).id = R.id.card_points_stop
        page.code(question.words, labels.code)
    }

    /** Where the question itself offers no way to stop, and there is something to stop. */
    private fun stops() = question.form !is Form.Agree && question.about != Topic.HOME

    override fun save(state: Bundle) {
        form.save(state)
        state.putInt(SCROLL, page.scroll.scrollY)
    }

    override fun restore(state: Bundle) {
        form.restore(state, whole = true)
        val at = state.getInt(SCROLL)
        page.scroll.post { page.scroll.scrollTo(0, at) }
    }

    /** Keeps a search that stood at the same question before; in another language, all that may be kept. */
    fun follow(before: AskScreen) {
        if (before.question.about != question.about) return
        val state = Bundle()
        before.form.save(state)
        form.restore(state, whole = before.look.language != look.language)
    }

    override fun wipe() = form.wipe()

    private companion object {
        const val SCROLL = "scroll"
    }
}
