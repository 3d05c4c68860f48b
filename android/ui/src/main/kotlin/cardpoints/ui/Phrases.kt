package cardpoints.ui

import android.graphics.Rect
import android.text.SpannableStringBuilder
import android.text.method.TransformationMethod
import android.view.View
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.TextView
import java.lang.Character.UnicodeScript

/**
 * Lets Japanese break only between phrases, so that neither a word is torn nor a particle left alone on a line. It
 * changes what is drawn and not what is said. (Android does so by itself from 13 on, and then only where the phone has
 * the dictionary.)
 */
internal object Phrases : TransformationMethod {
    override fun getTransformation(source: CharSequence, view: View?): CharSequence = joined(source)

    override fun onFocusChanged(view: View, source: CharSequence, focused: Boolean, direction: Int, previous: Rect?) = Unit

    /** Breaks [view] between phrases; a screen reader is told the words themselves. */
    fun breaks(view: TextView) {
        view.transformationMethod = this
        view.accessibilityDelegate = Said
    }

    /** [source] with its phrases joined; spans stay where they are. */
    fun joined(source: CharSequence): CharSequence {
        // A long one may begin a line: else it would be torn where it ends.
        val readings = READING.findAll(source).map { it.range }.map { if (it.count() > LONG) it.first + 1..it.last else it }.toList()
        val joints = (1 until source.length).filterNot { at -> readings.none { at in it } && mayBreak(source, at) }
        if (joints.isEmpty()) return source
        return SpannableStringBuilder(source).apply { joints.asReversed().forEach { insert(it, JOINER) } }
    }

    /** Whether a line may end before the character at [at]. */
    private fun mayBreak(text: CharSequence, at: Int): Boolean {
        val (before, after) = text[at - 1] to text[at]
        return when {
            !japanese(before) && !japanese(after) -> true
            before.isWhitespace() || after.isWhitespace() -> true
            before in STOPS -> after !in CLOSING && after !in STOPS
            before in CLOSING -> after !in CLOSING && after !in STOPS && !hiragana(after)
            after in OPENING -> before !in OPENING
            before in OPENING -> false
            WORDS.any { text.startsWith(it, at) } -> true
            hiragana(before) && after in POLITE -> at + 1 < text.length && chinese(text[at + 1])
            before == 'ー' -> katakana(text, at - MANY until at) && katakana(text, at until at + FEW)
            hiragana(before) && !hiragana(after) && after.isLetterOrDigit() -> endsPhrase(text, at)
            else -> false
        }
    }

    /** Whether the hiragana before [at] ends a phrase: it is no お of politeness, and no ending inside a word as in 受け取る. */
    private fun endsPhrase(text: CharSequence, at: Int): Boolean {
        val last = text[at - 1]
        val alone = at < 2 || !hiragana(text[at - 2])
        return when {
            last in POLITE -> false
            alone -> last in PARTICLES
            else -> true
        }
    }

    private fun katakana(text: CharSequence, range: IntRange) =
        range.first >= 0 && range.last < text.length && range.all { text[it] == 'ー' || UnicodeScript.of(text[it].code) == UnicodeScript.KATAKANA }

    private fun chinese(char: Char) = UnicodeScript.of(char.code) == UnicodeScript.HAN

    private fun hiragana(char: Char) = UnicodeScript.of(char.code) == UnicodeScript.HIRAGANA

    private fun japanese(char: Char) = char in OPENING || char in CLOSING || char in STOPS || char == 'ー' || when (UnicodeScript.of(char.code)) {
        UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HAN -> true
        else -> false
    }

    private object Said : View.AccessibilityDelegate() {
        override fun onInitializeAccessibilityNodeInfo(host: View, info: AccessibilityNodeInfo) {
            super.onInitializeAccessibilityNodeInfo(host, info)
            info.text = (host as TextView).text
        }
    }

    /** Joins two characters without room between them. */
    private const val JOINER = "\uFEFF"
    private const val OPENING = "「『（【〔《"
    private const val CLOSING = "」』）】〕》"
    private const val STOPS = "、。，．！？・→"
    private const val POLITE = "おご"
    private const val PARTICLES = "がをにではもとのへやか"

    /** How the kanji before it are read: a part of their word. */
    private val READING = Regex("(?<=[\\p{IsHan}々])（[\\p{IsHiragana}ー]+）")

    private const val LONG = 8

    /** Words of their own that are written in hiragana. */
    private val WORDS = listOf("ください", "あり", "あと", "あっ", "でき", "なり", "こと", "すべて", "または", "だけ")

    /** A word of katakana that ends in ー, in letters: so many before and so many after are two words, as in マイナンバー|カード. */
    private const val MANY = 5
    private const val FEW = 3
}
