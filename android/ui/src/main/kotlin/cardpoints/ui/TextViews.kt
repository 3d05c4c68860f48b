package cardpoints.ui

import android.os.Build
import android.text.Layout
import android.util.TypedValue
import android.view.View
import android.widget.EditText
import android.widget.TextView

/** The role of a text, with its size and its line height as a multiple of the size. */
internal enum class TextRole(val sizeSp: Float, val lineHeight: Float, val isBold: Boolean = false) {
    HEADING(26f, 1.5f, isBold = true),
    SUBHEADING(20f, 1.5f, isBold = true),
    LABEL(17f, 1.6f, isBold = true),
    BUTTON(17f, 1.5f, isBold = true),
    BODY(17f, 1.7f),
    SMALL(15f, 1.6f),
}

internal fun Theme.textView(content: CharSequence, role: TextRole = TextRole.BODY, colour: Int = text): TextView =
    TextView(context).also {
        styleText(it, role)
        it.text = content
        it.setTextColor(colour)
    }

/** A heading that a screen reader can jump to. */
internal fun Theme.headingView(content: CharSequence, role: TextRole): TextView = textView(content, role).also {
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) it.isAccessibilityHeading = true
}

/** Gives [view] the typeface, size and line height of [role]. */
internal fun Theme.styleText(view: TextView, role: TextRole) {
    view.typeface = if (role.isBold) bold else regular
    view.setTextSize(TypedValue.COMPLEX_UNIT_SP, role.sizeSp)
    view.textLocale = textLocale
    view.textAlignment = View.TEXT_ALIGNMENT_VIEW_START
    // Every line has the same height in every script.
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) view.isFallbackLineSpacing = false
    view.setLineSpacing(view.textSize * role.lineHeight - view.paint.getFontMetricsInt(null), 1f)
    view.breakStrategy = if (role.isBold) Layout.BREAK_STRATEGY_BALANCED else Layout.BREAK_STRATEGY_HIGH_QUALITY
    if (textLocale.language == "ja" && view !is EditText) PhraseBreaks.applyTo(view)
}
