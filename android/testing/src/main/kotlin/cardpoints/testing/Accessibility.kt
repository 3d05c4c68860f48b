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
 * Finds what would shut somebody out of a screen: a control without a label, one too small for a finger, words too faint,
 * words cut off, content beyond the screen's width. For tests with `@GraphicsMode(NATIVE)`, on a view that has been laid out.
 */
public object Accessibility {
    /** Every breach in [root] and below it, in words that name the view; empty: none was found. */
    public fun breaches(root: View): List<String> = Pictures.whole(root) {
        val whole = Whole(root)
        shown(root).flatMap { view -> whole.breaches(view) }
    }

    /** [view] and what is in it, as far as it is shown. */
    private fun shown(view: View): List<View> = when {
        view.visibility != View.VISIBLE -> emptyList()
        view is ViewGroup -> listOf(view) + (0 until view.childCount).flatMap { shown(view.getChildAt(it)) }
        else -> listOf(view)
    }

    /** The contrast of two colours after WCAG 2: 1 to 21. */
    public fun contrast(one: Int, other: Int): Double {
        val (low, high) = listOf(luminance(one), luminance(other)).sorted()
        return (high + 0.05) / (low + 0.05)
    }

    private fun luminance(colour: Int): Double {
        fun part(value: Int): Double = (value / 255.0).let { if (it <= 0.04045) it / 12.92 else ((it + 0.055) / 1.055).pow(2.4) }
        return 0.2126 * part(Color.red(colour)) + 0.7152 * part(Color.green(colour)) + 0.0722 * part(Color.blue(colour))
    }

    private class Whole(private val root: View) {
        private val labelled = shown(root).map { it.labelFor }.filter { it != View.NO_ID }.toSet()
        private val density = root.resources.displayMetrics.density

        fun breaches(view: View): List<String> = listOfNotNull(
            unlabelled(view),
            small(view),
            (view as? TextView)?.let(::faint),
            (view as? TextView)?.let(::cut),
            beyond(view),
        ).map { "$it: ${name(view)}" }

        private fun unlabelled(view: View): String? {
            if (!view.isClickable && view !is EditText) return null
            val words = listOf(view.contentDescription, (view as? TextView)?.hint, (view as? TextView)?.text.takeIf { view !is EditText })
            val named = view.id in labelled || words.any { !it.isNullOrBlank() } || view is ViewGroup && speaks(view)
            return if (named) null else "a control without a label"
        }

        private fun speaks(group: ViewGroup): Boolean =
            shown(group).any { it is TextView && it.text.isNotBlank() || !it.contentDescription.isNullOrBlank() }

        private fun small(view: View): String? {
            if (!view.isClickable || !view.isEnabled) return null
            val (width, height) = view.width / density to view.height / density
            return if (width < 47.5 || height < 47.5) "a touch target of %.0f × %.0f dp".format(width, height) else null
        }

        private fun faint(view: TextView): String? {
            val words = view.text.ifEmpty { view.hint ?: "" }
            val colour = if (view.text.isEmpty()) view.currentHintTextColor else view.currentTextColor
            if (words.isBlank() || view.width == 0 || view.height == 0) return null
            val spans = (view.text as? Spanned)?.getSpans(0, view.text.length, ForegroundColorSpan::class.java).orEmpty()
            val ground = ground(view) ?: return null
            val large = view.textSize / density >= 24 || view.textSize / density >= 18.66 && view.typeface?.isBold == true
            val least = (listOf(colour) + spans.map { it.foregroundColor }).minOf { contrast(it, ground) }
            return if (least < if (large) 3.0 else 4.5) "a text contrast of %.1f : 1".format(least) else null
        }

        /** The colour that most of the view has: what its words stand on. */
        private fun ground(view: View): Int? {
            val area = place(view)
            if (!area.intersect(0, 0, picture.width, picture.height)) return null
            val pixels = IntArray(area.width() * area.height())
            picture.getPixels(pixels, 0, area.width(), area.left, area.top, area.width(), area.height())
            return pixels.asSequence().groupingBy { it }.eachCount().maxBy { it.value }.key
        }

        private val picture: Bitmap by lazy { Pictures.bitmap(root) }

        private fun cut(view: TextView): String? {
            val layout = view.layout ?: return null
            val lines = 0 until layout.lineCount
            val room = view.width - view.compoundPaddingLeft - view.compoundPaddingRight
            val high = layout.height > view.height - view.compoundPaddingTop - view.compoundPaddingBottom + 1
            return when {
                view.text.isEmpty() -> null
                lines.any { layout.getEllipsisCount(it) > 0 } -> "words cut off by an ellipsis"
                // What is typed scrolls in its field.
                view !is EditText && lines.any { layout.getLineMax(it) > room + 1 } -> "words wider than their view"
                view !is EditText && high -> "words higher than their view"
                else -> null
            }
        }

        private fun beyond(view: View): String? {
            val area = place(view)
            if (view.width == 0) return null
            return if (area.left < 0 || area.right > root.width) "reaches beyond the screen's width" else null
        }

        private fun place(view: View): Rect {
            val (at, origin) = listOf(view, root).map { part -> IntArray(2).also(part::getLocationInWindow) }
            val (left, top) = at[0] - origin[0] to at[1] - origin[1]
            return Rect(left, top, left + view.width, top + view.height)
        }

        private fun name(view: View): String {
            val words = (view as? TextView)?.takeIf { it !is EditText }?.text?.takeIf { it.isNotBlank() } ?: view.contentDescription ?: ""
            return "${view.javaClass.simpleName} “${words.take(40)}”"
        }
    }
}
