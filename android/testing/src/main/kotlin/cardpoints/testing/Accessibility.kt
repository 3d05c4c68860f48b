package cardpoints.testing

import android.graphics.Bitmap
import android.graphics.Color
import android.graphics.Rect
import android.text.Spanned
import android.text.style.ForegroundColorSpan
import android.view.View
import android.view.ViewGroup
import android.widget.EditText
import android.widget.TextView
import kotlin.math.pow

/**
 * Finds barriers on a screen: a control without a label or too small for a finger, text with too little contrast, text that is
 * cut off, content beyond the screen's width. For tests with `@GraphicsMode(NATIVE)`, on a view that has been laid out.
 */
public object Accessibility {
    /** Every violation in [root] and its children, with the name of the view; empty: none was found. */
    public fun violations(root: View): List<String> = Screenshots.atFullHeight(root) {
        val checks = Checks(root)
        visibleViews(root).flatMap { view -> checks.violations(view) }
    }

    /** [view] and its children, as far as they are visible. */
    private fun visibleViews(view: View): List<View> = when {
        view.visibility != View.VISIBLE -> emptyList()
        view is ViewGroup -> listOf(view) + (0 until view.childCount).flatMap { visibleViews(view.getChildAt(it)) }
        else -> listOf(view)
    }

    /** The contrast ratio of two colours (WCAG 2): 1 to 21. */
    public fun contrast(one: Int, other: Int): Double {
        val (darker, lighter) = listOf(luminance(one), luminance(other)).sorted()
        return (lighter + 0.05) / (darker + 0.05)
    }

    private fun luminance(colour: Int): Double {
        fun linear(value: Int): Double = (value / 255.0).let { if (it <= 0.04045) it / 12.92 else ((it + 0.055) / 1.055).pow(2.4) }
        return 0.2126 * linear(Color.red(colour)) + 0.7152 * linear(Color.green(colour)) + 0.0722 * linear(Color.blue(colour))
    }

    private class Checks(private val root: View) {
        private val labelled = visibleViews(root).map { it.labelFor }.filter { it != View.NO_ID }.toSet()
        private val density = root.resources.displayMetrics.density
        private val picture: Bitmap by lazy { Screenshots.bitmap(root) }

        fun violations(view: View): List<String> = listOfNotNull(
            missingLabel(view),
            smallTarget(view),
            (view as? TextView)?.let(::lowContrast),
            (view as? TextView)?.let(::cutOff),
            outsideScreen(view),
        ).map { "$it: ${name(view)}" }

        private fun missingLabel(view: View): String? {
            if (!view.isClickable && view !is EditText) return null
            val texts = listOf(view.contentDescription, (view as? TextView)?.hint, (view as? TextView)?.text.takeIf { view !is EditText })
            val hasLabel = view.id in labelled || texts.any { !it.isNullOrBlank() } || view is ViewGroup && hasText(view)
            return if (hasLabel) null else "a control without a label"
        }

        private fun hasText(group: ViewGroup): Boolean =
            visibleViews(group).any { it is TextView && it.text.isNotBlank() || !it.contentDescription.isNullOrBlank() }

        private fun smallTarget(view: View): String? {
            if (!view.isClickable || !view.isEnabled) return null
            val (width, height) = view.width / density to view.height / density
            return if (width < 47.5 || height < 47.5) "a touch target of %.0f × %.0f dp".format(width, height) else null
        }

        private fun lowContrast(view: TextView): String? {
            val text = view.text.ifEmpty { view.hint ?: "" }
            val colour = if (view.text.isEmpty()) view.currentHintTextColor else view.currentTextColor
            if (text.isBlank() || view.width == 0 || view.height == 0) return null
            val spans = (view.text as? Spanned)?.getSpans(0, view.text.length, ForegroundColorSpan::class.java).orEmpty()
            val background = background(view) ?: return null
            val isLarge = view.textSize / density >= 24 || view.textSize / density >= 18.66 && view.typeface?.isBold == true
            val lowest = (listOf(colour) + spans.map { it.foregroundColor }).minOf { contrast(it, background) }
            return if (lowest < if (isLarge) 3.0 else 4.5) "a text contrast of %.1f : 1".format(lowest) else null
        }

        /** The most frequent colour of the view: the background of its text. */
        private fun background(view: View): Int? {
            val area = bounds(view)
            if (!area.intersect(0, 0, picture.width, picture.height)) return null
            val pixels = IntArray(area.width() * area.height())
            picture.getPixels(pixels, 0, area.width(), area.left, area.top, area.width(), area.height())
            return pixels.asSequence().groupingBy { it }.eachCount().maxBy { it.value }.key
        }

        private fun cutOff(view: TextView): String? {
            val layout = view.layout ?: return null
            val lines = 0 until layout.lineCount
            val availableWidth = view.width - view.compoundPaddingLeft - view.compoundPaddingRight
            val isTooHigh = layout.height > view.height - view.compoundPaddingTop - view.compoundPaddingBottom + 1
            return when {
                view.text.isEmpty() -> null
                lines.any { layout.getEllipsisCount(it) > 0 } -> "text cut off by an ellipsis"
                // The text of an input scrolls.
                view !is EditText && lines.any { layout.getLineMax(it) > availableWidth + 1 } -> "text wider than its view"
                view !is EditText && isTooHigh -> "text higher than its view"
                else -> null
            }
        }

        private fun outsideScreen(view: View): String? {
            val area = bounds(view)
            if (view.width == 0) return null
            return if (area.left < 0 || area.right > root.width) "extends beyond the screen's width" else null
        }

        private fun bounds(view: View): Rect {
            val (position, origin) = listOf(view, root).map { each -> IntArray(2).also(each::getLocationInWindow) }
            val (left, top) = position[0] - origin[0] to position[1] - origin[1]
            return Rect(left, top, left + view.width, top + view.height)
        }

        private fun name(view: View): String {
            val text = (view as? TextView)?.takeIf { it !is EditText }?.text?.takeIf { it.isNotBlank() } ?: view.contentDescription ?: ""
            return "${view.javaClass.simpleName} “${text.take(40)}”"
        }
    }
}
