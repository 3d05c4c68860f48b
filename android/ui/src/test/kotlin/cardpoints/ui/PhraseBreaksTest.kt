package cardpoints.ui

import android.text.SpannableString
import android.text.Spanned
import android.text.style.StyleSpan
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34])
class PhraseBreaksTest {
    /** The phrases, between which a line may break. */
    private fun phrases(words: String): String =
        PhraseBreaks.joinPhrases(words).toString().replace(Regex("(?<!\uFEFF)(?=[^\uFEFF])"), "|").replace("\uFEFF", "").trim('|')

    @Test
    fun `a line ends after a particle`() = assertEquals("カードの|4桁の|暗証番号を|入れて|ください", phrases("カードの4桁の暗証番号を入れてください"))

    @Test
    fun `a verb of two parts stays together`() = assertEquals("ポイントを|受け取りますか", phrases("ポイントを受け取りますか"))

    @Test
    fun `a polite prefix stays with its word`() = assertEquals("または|お買い物で、|ご利用", phrases("またはお買い物で、ご利用"))

    @Test
    fun `a particle stays with the bracket before it`() = assertEquals("ペイ|（チャージ）の|番号", phrases("ペイ（チャージ）の番号"))

    @Test
    fun `a reading stays with its word`() =
        assertEquals("途中（とちゅう）で|カードが|離（はな）れました", phrases("途中（とちゅう）でカードが離（はな）れました"))

    @Test
    fun `a long reading may start a line, and is not broken`() =
        assertEquals("「申込完了|（もうしこみかんりょう）」になったか", phrases("「申込完了（もうしこみかんりょう）」になったか"))

    @Test
    fun `a full stop never starts a line`() = assertEquals("数字では|ありません。|次の|文です。", phrases("数字ではありません。次の文です。"))

    @Test
    fun `two katakana words are two phrases, and one is one`() =
        assertEquals("マイナンバー|カードを|サーバーへ", phrases("マイナンバーカードをサーバーへ"))

    @Test
    fun `words in hiragana are phrases`() = assertEquals("申し込んだ|ことが|ありますか", phrases("申し込んだことがありますか"))

    @Test
    fun `English is left as it is`() = assertEquals("Lay it on.", PhraseBreaks.joinPhrases("Lay it on."))

    @Test
    fun `bold text stays bold`() {
        val words = SpannableString("最大5,000円です").also { it.setSpan(StyleSpan(1), 0, 8, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE) }
        val joined = PhraseBreaks.joinPhrases(words) as Spanned
        val span = joined.getSpans(0, joined.length, StyleSpan::class.java).single()
        val bold = joined.subSequence(joined.getSpanStart(span), joined.getSpanEnd(span)).toString()
        assertEquals("最大5,000円", bold.replace("\uFEFF", ""))
    }
}
