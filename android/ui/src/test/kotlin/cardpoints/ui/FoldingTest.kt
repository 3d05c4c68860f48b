package cardpoints.ui

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Test

class FoldingTest {
    @Test
    fun `katakana finds hiragana`() = assertEquals(folded("さくらぺい"), folded("サクラペイ"))

    @Test
    fun `half-width katakana finds full-width`() = assertEquals(folded("サクラペイ"), folded("ｻｸﾗﾍﾟｲ"))

    @Test
    fun `full-width letters and capitals find small ones`() = assertEquals(folded("nagisa ic"), folded("Ｎａｇｉｓａ　ＩＣ"))

    @Test
    fun `other letters stay other letters`() = assertNotEquals(folded("はな"), folded("ばな"))
}
