package cardpoints.ui

import android.os.Bundle
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import cardpoints.Event
import cardpoints.Labels
import cardpoints.Language
import cardpoints.Question
import cardpoints.QuestionForm
import cardpoints.Topic

/** A question. */
internal class AskScreen(
    theme: Theme,
    labels: Labels,
    val question: Question,
    private val send: (Event) -> Unit,
    onLanguage: ((Language) -> Unit)?,
) : StepScreen(theme) {
    private val form: FormView = when (val form = question.form) {
        is QuestionForm.Choose -> ChooseFormView(theme, labels, form)
        is QuestionForm.Fill -> FillFormView(theme, labels, form)
        is QuestionForm.Review -> ReviewFormView(theme, form) { send(Event.Change(it)) }
        is QuestionForm.Password -> PasswordFormView(theme, labels, form)
        is QuestionForm.Confirm -> ConfirmFormView(theme)
    }

    override val isSecret get() = form.isSecret

    init {
        page.addPracticeBanner(question.text.practice)
        if (onLanguage != null && !form.needsKeyboard) page.addLanguageSwitch(onLanguage)
        page.addHeader(question.progress, question.back) { send(Event.Back) }
        theme.problemSummary(labels, question.problems) { id -> form.input(id)?.let(page::moveFocus) }?.let {
            page.column.add(it, gap = 8)
            page.startReadingAt(it)
        }
        val heading = page.addText(question.text)
        if (question.form is QuestionForm.Password) heading.labelFor = R.id.card_points_password
        // The password field and the keypad must fit on one screen.
        val factsLast = question.form is QuestionForm.Password
        if (!factsLast) page.addFacts(question.text)
        if (question.form !is QuestionForm.Confirm) page.column.add(form.view, gap = 24)
        val submit = theme.mainButton(question.submit, R.id.card_points_submit) { send(Event.Answered(form.answer())) }
        if (form.isLong) page.pinToBottom(submit) else page.keepVisibleWithKeyboard(page.column.add(submit, gap = 32))
        if (factsLast) page.addFacts(question.text, gap = 16)
        (question.form as? QuestionForm.Confirm)?.let { confirm ->
            page.column.add(theme.secondButton(confirm.alternative, R.id.card_points_alternative) { send(Event.Stopped) }, gap = 16)
        }
        for (action in question.actions) page.column.add(theme.link(action.label) { send(Event.Change(action.about)) }, gap = 16, width = WRAP_CONTENT)
        if (offersStop()) page.column.add(theme.link(labels.stop) { send(Event.Stopped) }, gap = 16, width = WRAP_CONTENT).id = R.id.card_points_stop
        page.addSupportCode(question.text, labels.code)
    }

    /** The alternative of a confirmation stops already, and on the first page there is nothing to stop. */
    private fun offersStop() = question.form !is QuestionForm.Confirm && question.about != Topic.HOME

    override fun save(state: Bundle) {
        form.save(state)
        state.putInt(SCROLL, page.scroll.scrollY)
    }

    override fun restore(state: Bundle) {
        form.restore(state, complete = true)
        val y = state.getInt(SCROLL)
        page.scroll.post { page.scroll.scrollTo(0, y) }
    }

    /** Where [previous] shows the same question: keeps its search, and in another language everything that may be kept. */
    fun copyStateFrom(previous: AskScreen) {
        if (previous.question.about != question.about) return
        val state = Bundle()
        previous.form.save(state)
        form.restore(state, complete = previous.theme.language != theme.language)
    }

    override fun wipe() = form.wipe()

    private companion object {
        const val SCROLL = "scroll"
    }
}
