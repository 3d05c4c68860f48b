package cardpoints.ui

import android.graphics.drawable.Drawable
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.ImageView
import android.widget.LinearLayout

/** A box that stands out from the page, with an icon before its [content]. */
internal fun Theme.noticeBox(fill: Int, border: Int, icon: Int, content: View): View = LinearLayout(context).also { row ->
    row.background = surface(fill, border, 2)
    row.setPadding(dp(16), dp(14), dp(16), dp(14))
    row.addView(icon(icon, 24), LinearLayout.LayoutParams(dp(24), dp(24)).also { it.topMargin = dp(2) })
    row.addView(content, LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f).also { it.marginStart = dp(12) })
}

/** An icon that a screen reader skips: the text beside it says the same. */
internal fun Theme.icon(resource: Int, sizeDp: Int): ImageView = ImageView(context).also {
    it.setImageDrawable(drawable(resource))
    it.minimumWidth = dp(sizeDp)
    it.minimumHeight = dp(sizeDp)
    it.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
}

internal fun Theme.drawable(resource: Int): Drawable = checkNotNull(context.getDrawable(resource))

/** The banner on every practice screen: nothing is applied for. */
internal fun Theme.practiceBanner(text: String): View = textView(text, TextRole.LABEL).also {
    it.setBackgroundColor(notice)
    it.gravity = Gravity.CENTER
    it.textAlignment = View.TEXT_ALIGNMENT_CENTER
    it.setPadding(dp(16), dp(8), dp(16), dp(8))
}

/** Adds a thin line between rows, with [gap] dp above it. */
internal fun LinearLayout.addDivider(theme: Theme, gap: Int = 0): View = View(context).also { line ->
    line.setBackgroundColor(theme.divider)
    addView(line, LinearLayout.LayoutParams(MATCH_PARENT, theme.dp(1)).also { it.topMargin = theme.dp(gap) })
}
