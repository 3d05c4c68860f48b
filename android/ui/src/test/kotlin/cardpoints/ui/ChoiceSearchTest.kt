package cardpoints.ui

import cardpoints.ChoiceSearch
import cardpoints.JourneyKind
import cardpoints.Language
import cardpoints.QuestionForm
import cardpoints.Topic
import cardpoints.testing.SandboxJourney
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Test

/** The core's search in the real list of payment services, as people type in any script. */
class ChoiceSearchTest {
    private fun find(typed: String, language: Language): List<String> {
        val form = SandboxJourney(JourneyKind.APPLY, language).untilAsked(Topic.SERVICE).question.form as QuestionForm.Choose
        return ChoiceSearch(form.choices, form.filterGroups).find(typed, emptyList())
    }

    private fun assertSameResults(one: String, other: String, language: Language = Language.JAPANESE) {
        assertNotEquals("found", emptyList<String>(), find(one, language))
        assertEquals(find(one, language), find(other, language))
    }

    @Test
    fun `katakana finds hiragana`() = assertSameResults("さくらぺい", "サクラペイ")

    @Test
    fun `half-width katakana finds full-width`() = assertSameResults("サクラペイ", "ｻｸﾗﾍﾟｲ")

    @Test
    fun `full-width letters and capitals find small ones`() = assertSameResults("nagisa ic", "Ｎａｇｉｓａ　ＩＣ", Language.ENGLISH)

    @Test
    fun `other letters stay other letters`() = assertNotEquals(find("さくらぺい", Language.JAPANESE), find("ざくらぺい", Language.JAPANESE))
}
