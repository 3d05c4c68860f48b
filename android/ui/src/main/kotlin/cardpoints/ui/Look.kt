package cardpoints.ui

import android.content.Context
import android.content.res.Resources
import android.graphics.Typeface
import android.util.TypedValue
import android.view.ContextThemeWrapper
import cardpoints.Language
import java.util.Locale

/** How everything looks: the theme's values, read once for a screen. */
internal class Look(val context: Context, val language: Language) {
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
    val focus = colour(R.attr.cardPointsFocus)
    val focusUnder = colour(R.attr.cardPointsFocusUnder)
    val chosen = colour(R.attr.cardPointsChosen)
    val notice = colour(R.attr.cardPointsNotice)
    val noticeLine = colour(R.attr.cardPointsNoticeLine)
    val corner = value(R.attr.cardPointsCorner).getDimension(context.resources.displayMetrics)

    /** Decides which shapes Chinese characters take, how lines break and with which voice they are read aloud. */
    val locale: Locale = language.locale

    private val family = value(R.attr.cardPointsFont).string?.toString()
    val regular: Typeface = Typeface.create(family, Typeface.NORMAL)
    val bold: Typeface = Typeface.create(family, Typeface.BOLD)

    /** How large the person wants letters to be. */
    val scale: Float = context.resources.configuration.fontScale

    private val density = context.resources.displayMetrics.density

    /** Whole pixels of so many dp. */
    fun dp(count: Int): Int = (count * density + 0.5f).toInt()

    private fun colour(attribute: Int): Int = value(attribute).let {
        if (it.resourceId != 0) context.getColor(it.resourceId) else it.data
    }

    private fun value(attribute: Int) = TypedValue().also {
        if (!context.theme.resolveAttribute(attribute, it, true)) throw Resources.NotFoundException("a theme attribute of CardPoints")
    }

    companion object {
        /** [context] with what its theme leaves out filled in from the style `CardPoints`. */
        fun themed(context: Context): Context = object : ContextThemeWrapper(context, R.style.CardPoints) {
            override fun onApplyThemeResource(theme: Resources.Theme, resid: Int, first: Boolean) = theme.applyStyle(resid, false)
        }
    }
}

/** By which the system finds letters and a voice. */
internal val Language.locale: Locale
    get() = when (this) {
        Language.JAPANESE, Language.PLAIN_JAPANESE -> Locale.JAPAN
        Language.ENGLISH -> Locale.ENGLISH
    }
