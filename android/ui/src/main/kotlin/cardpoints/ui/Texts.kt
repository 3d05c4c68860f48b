package cardpoints.ui

import android.os.Build
import android.text.Layout
import android.util.TypedValue
import android.view.View
import android.widget.EditText
import android.widget.TextView
import java.util.Locale

/** The sizes of words, in sp, with the height of a line as a multiple of it. */
internal enum class Type(val size: Float, val line: Float, val strong: Boolean = false) {
    HEADING(26f, 1.5f, strong = true),
    SUBHEADING(20f, 1.5f, strong = true),
    LABEL(17f, 1.6f, strong = true),
    BUTTON(17f, 1.5f, strong = true),
    BODY(17f, 1.7f),
    SMALL(15f, 1.6f),
}

/** Words on the screen. */
internal fun Look.words(words: CharSequence, type: Type = Type.BODY, colour: Int = text): TextView =
    TextView(context).also {
        set(it, type)
        it.text = words
        it.setTextColor(colour)
    }

/** A heading that a screen reader can jump to. */
internal fun Look.heading(words: CharSequence, type: Type): TextView = words(words, type).also {
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) it.isAccessibilityHeading = true
}

/** Gives [view] the face, size and line height of [type]. */
internal fun Look.set(view: TextView, type: Type) {
    view.typeface = if (type.strong) bold else regular
    view.setTextSize(TypedValue.COMPLEX_UNIT_SP, type.size)
    view.textLocale = locale
    view.textAlignment = View.TEXT_ALIGNMENT_VIEW_START
    // Every line has the same height, whichever script stands in it.
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) view.isFallbackLineSpacing = false
    view.setLineSpacing(view.textSize * type.line - view.paint.getFontMetricsInt(null), 1f)
    view.breakStrategy = if (type.strong) Layout.BREAK_STRATEGY_BALANCED else Layout.BREAK_STRATEGY_HIGH_QUALITY
    if (locale == Locale.JAPAN && view !is EditText) Phrases.breaks(view)
}
