package cardpoints.ui

import android.content.Context
import android.content.res.Resources
import android.graphics.Typeface
import android.util.TypedValue
import android.view.ContextThemeWrapper
import cardpoints.Language
import cardpoints.languages
import java.util.Locale

/** Colours, typefaces and sizes of a screen, read once from the host's theme. */
internal class Theme(val context: Context, val language: Language) {
    val action = colour(R.attr.cardPointsAction)
    val actionPressed = colour(R.attr.cardPointsActionPressed)
    val onAction = colour(R.attr.cardPointsOnAction)
    val background = colour(R.attr.cardPointsBackground)
    val text = colour(R.attr.cardPointsText)
    val muted = colour(R.attr.cardPointsMuted)
    val error = colour(R.attr.cardPointsError)
    val success = colour(R.attr.cardPointsSuccess)
    val border = colour(R.attr.cardPointsBorder)
    val divider = colour(R.attr.cardPointsDivider)
    val focusOuter = colour(R.attr.cardPointsFocusOuter)
    val focusInner = colour(R.attr.cardPointsFocusInner)
    val selected = colour(R.attr.cardPointsSelected)
    val notice = colour(R.attr.cardPointsNotice)
    val noticeBorder = colour(R.attr.cardPointsNoticeBorder)
    val cornerRadius = value(R.attr.cardPointsCornerRadius).getDimension(context.resources.displayMetrics)

    /** Decides the glyphs of Chinese characters, line breaks, and the voice of a screen reader. */
    val textLocale: Locale = language.textLocale

    private val family = value(R.attr.cardPointsFont).string?.toString()
    val regular: Typeface = Typeface.create(family, Typeface.NORMAL)
    val bold: Typeface = Typeface.create(family, Typeface.BOLD)

    /** The font scale that the person has set. */
    val fontScale: Float = context.resources.configuration.fontScale

    private val density = context.resources.displayMetrics.density

    /** [count] dp in whole pixels. */
    fun dp(count: Int): Int = (count * density + 0.5f).toInt()

    private fun colour(attribute: Int): Int = value(attribute).let {
        if (it.resourceId != 0) context.getColor(it.resourceId) else it.data
    }

    private fun value(attribute: Int) = TypedValue().also {
        if (!context.theme.resolveAttribute(attribute, it, true)) throw Resources.NotFoundException("a theme attribute of CardPoints")
    }

    companion object {
        /** [context] with a theme in which the style `CardPoints` provides the attributes that are not set. */
        fun themed(context: Context): Context = object : ContextThemeWrapper(context, R.style.CardPoints) {
            override fun onApplyThemeResource(theme: Resources.Theme, resid: Int, first: Boolean) = theme.applyStyle(resid, false)
        }
    }
}

/** The locale of text in this language. A variety such as plain Japanese has the locale of the language that it belongs to. */
internal val Language.textLocale: Locale
    get() = Locale.forLanguageTag(languages().first { it.language == this }.tag.substringBefore('-'))
