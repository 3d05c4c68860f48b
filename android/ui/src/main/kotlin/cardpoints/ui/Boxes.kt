package cardpoints.ui

import android.graphics.drawable.Drawable
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.ImageView
import android.widget.LinearLayout

/** A box that stands out from the page, with a sign before its [content]. */
internal fun Look.box(fill: Int, line: Int, sign: Int, content: View): View = LinearLayout(context).also { row ->
    row.background = surface(fill, line, 2)
    row.setPadding(dp(16), dp(14), dp(16), dp(14))
    row.addView(sign(sign, 24), LinearLayout.LayoutParams(dp(24), dp(24)).also { it.topMargin = dp(2) })
    row.addView(content, LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f).also { it.marginStart = dp(12) })
}

/** A sign that says nothing which the words beside it don't. */
internal fun Look.sign(resource: Int, size: Int): ImageView = ImageView(context).also {
    it.setImageDrawable(drawable(resource))
    it.minimumWidth = dp(size)
    it.minimumHeight = dp(size)
    it.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
}

internal fun Look.drawable(resource: Int): Drawable = checkNotNull(context.getDrawable(resource))

/** That nothing is applied for: over every screen of the practice world. */
internal fun Look.banner(words: String): View = words(words, Type.LABEL).also {
    it.setBackgroundColor(notice)
    it.gravity = Gravity.CENTER
    it.textAlignment = View.TEXT_ALIGNMENT_CENTER
    it.setPadding(dp(16), dp(8), dp(16), dp(8))
}

/** A thin line between rows, under [gap] dp of room. */
internal fun LinearLayout.divide(look: Look, gap: Int = 0): View = View(context).also {
    it.setBackgroundColor(look.divider)
    addView(it, LinearLayout.LayoutParams(MATCH_PARENT, look.dp(1)).also { place -> place.topMargin = look.dp(gap) })
}
