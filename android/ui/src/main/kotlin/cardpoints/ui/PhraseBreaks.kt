package cardpoints.ui

import android.graphics.Rect
import android.text.SpannableStringBuilder
import android.text.method.TransformationMethod
import android.view.View
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.TextView
import cardpoints.rubyPieces
import java.lang.Character.UnicodeScript

/**
 * Lets Japanese lines break only between phrases, so that no line breaks a word or starts with a particle. It changes what is
 * drawn; a screen reader still gets the original text. (From Android 13 on the platform can do the same, but only on phones
 * that have the dictionary.)
 */
internal object PhraseBreaks : TransformationMethod {
    override fun getTransformation(source: CharSequence, view: View?): CharSequence = joinPhrases(source)

    override fun onFocusChanged(view: View, source: CharSequence, focused: Boolean, direction: Int, previous: Rect?) = Unit

    /** Applies it to [view]. */
    fun applyTo(view: TextView) {
        view.transformationMethod = this
        view.accessibilityDelegate = OriginalTextDelegate
    }

    /** [source] with a joiner at every place where a line must not break; spans keep their places. */
    fun joinPhrases(source: CharSequence): CharSequence {
        // A line may break before a long reading: otherwise it would have to break inside.
        val readings = readings(source).map { if (it.count() > LONG_READING) it.first + 1..it.last else it }
        val joints = (1 until source.length).filterNot { at -> readings.none { at in it } && mayBreak(source, at) }
        if (joints.isEmpty()) return source
        return SpannableStringBuilder(source).apply { joints.asReversed().forEach { insert(it, JOINER) } }
    }

    /** Where readings stand, with their parentheses. */
    private fun readings(source: CharSequence): List<IntRange> {
        if ('（' !in source) return emptyList()
        var end = 0
        return rubyPieces(source.toString()).mapNotNull { piece ->
            val start = end + piece.text.length
            end = start + (piece.reading?.let { it.length + 2 } ?: 0)
            (start until end).takeUnless { it.isEmpty() }
        }
    }

    /** Whether a line may break before the character at [at]. */
    private fun mayBreak(text: CharSequence, at: Int): Boolean {
        val (before, after) = text[at - 1] to text[at]
        return when {
            !isJapanese(before) && !isJapanese(after) -> true
            before.isWhitespace() || after.isWhitespace() -> true
            before in STOPS -> after !in CLOSING && after !in STOPS
            before in CLOSING -> after !in CLOSING && after !in STOPS && !isHiragana(after)
            after in OPENING -> before !in OPENING
            before in OPENING -> false
            HIRAGANA_WORDS.any { text.startsWith(it, at) } -> true
            isHiragana(before) && after in POLITE_PREFIXES -> at + 1 < text.length && isKanji(text[at + 1])
            before == 'ー' -> isKatakana(text, at - MIN_KATAKANA_BEFORE until at) && isKatakana(text, at until at + MIN_KATAKANA_AFTER)
            isHiragana(before) && !isHiragana(after) && after.isLetterOrDigit() -> endsPhrase(text, at)
            else -> false
        }
    }

    /** Whether the hiragana before [at] ends a phrase: not a polite prefix, and not an ending inside a word as in 受け取る. */
    private fun endsPhrase(text: CharSequence, at: Int): Boolean {
        val last = text[at - 1]
        val single = at < 2 || !isHiragana(text[at - 2])
        return when {
            last in POLITE_PREFIXES -> false
            single -> last in PARTICLES
            else -> true
        }
    }

    private fun isKatakana(text: CharSequence, range: IntRange) =
        range.first >= 0 && range.last < text.length && range.all { text[it] == 'ー' || UnicodeScript.of(text[it].code) == UnicodeScript.KATAKANA }

    private fun isKanji(char: Char) = UnicodeScript.of(char.code) == UnicodeScript.HAN

    private fun isHiragana(char: Char) = UnicodeScript.of(char.code) == UnicodeScript.HIRAGANA

    private fun isJapanese(char: Char) = char in OPENING || char in CLOSING || char in STOPS || char == 'ー' || when (UnicodeScript.of(char.code)) {
        UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HAN -> true
        else -> false
    }

    private object OriginalTextDelegate : View.AccessibilityDelegate() {
        override fun onInitializeAccessibilityNodeInfo(host: View, info: AccessibilityNodeInfo) {
            super.onInitializeAccessibilityNodeInfo(host, info)
            info.text = (host as TextView).text
        }
    }

    /** Zero width no-break space: no line breaks here. */
    private const val JOINER = "\uFEFF"
    private const val OPENING = "「『（【〔《"
    private const val CLOSING = "」』）】〕》"
    private const val STOPS = "、。，．！？・→"
    private const val POLITE_PREFIXES = "おご"
    private const val PARTICLES = "がをにではもとのへやか"

    /** Words that are written in hiragana. */
    private val HIRAGANA_WORDS = listOf("ください", "あり", "あと", "あっ", "でき", "なり", "こと", "すべて", "または", "だけ")

    /** In characters, with the parentheses. */
    private const val LONG_READING = 8

    /** A katakana word that ends in ー, in characters: with so many before and after they are two words, as in マイナンバー|カード. */
    private const val MIN_KATAKANA_BEFORE = 5
    private const val MIN_KATAKANA_AFTER = 3
}
