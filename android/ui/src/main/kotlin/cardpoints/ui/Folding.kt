package cardpoints.ui

import java.text.Normalizer

/** [words] without what a search should not tell apart: width, case, katakana and hiragana, blanks. */
internal fun folded(words: String): String =
    Normalizer.normalize(words, Normalizer.Form.NFKC).lowercase().filterNot { it.isWhitespace() }.map(::hiragana).joinToString("")

private fun hiragana(char: Char): Char = if (char in 'ァ'..'ヶ') char - ('ァ' - 'ぁ') else char
