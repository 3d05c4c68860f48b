package cardpoints.ui

import android.graphics.Rect
import android.os.Build
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.LinearLayout
import android.widget.ScrollView
import android.widget.TextView
import cardpoints.Words

/** The frame of every screen: practice banner, a page that scrolls, and a bar under it for what must stay in reach. */
internal class Page(val look: Look) {
    val root = LinearLayout(look.context)
    val column = Column(look)
    val scroll = ScrollView(look.context)
    private val bar = Column(look)
    private val edge: View

    /** Where a screen reader begins to read. */
    private var start: View? = null

    init {
        root.orientation = LinearLayout.VERTICAL
        column.page = true
        column.setPadding(0, look.dp(16), 0, look.dp(32))
        scroll.isFillViewport = true
        scroll.addView(column, MATCH_PARENT, WRAP_CONTENT)
        bar.page = true
        bar.setPadding(0, look.dp(12), 0, look.dp(12))
        bar.visibility = View.GONE
        root.addView(scroll, LinearLayout.LayoutParams(MATCH_PARENT, 0, 1f))
        edge = root.divide(look).also { it.visibility = View.GONE }
        root.addView(bar, MATCH_PARENT, WRAP_CONTENT)
    }

    /** The banner over it all. */
    fun practice(words: String?) {
        if (words != null) root.addView(look.banner(words), 0, LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT))
    }

    /** The heading and the sentences under it; the facts follow by [facts], there or further down. */
    fun say(words: Words): TextView {
        val heading = look.heading(words.title, Type.HEADING)
        heading.id = R.id.card_points_heading
        column.put(heading, gap = 16)
        // Paragraphs stay apart from one another in large letters too.
        for (text in words.text) column.put(look.words(text), gap = (12 * look.scale).toInt())
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) root.accessibilityPaneTitle = words.title
        if (start == null) start = heading
        return heading
    }

    /** What stands, each fact with its label. */
    fun facts(words: Words, gap: Int = 8) {
        if (words.lines.isNotEmpty()) column.put(look.facts(words.lines), gap)
    }

    /** A screen reader begins at [view] rather than at the heading. */
    fun startAt(view: View) {
        start = view
    }

    /** Stays in reach, however long the page is. */
    fun pin(view: View) {
        bar.put(view, gap = 8)
        bar.visibility = View.VISIBLE
        edge.visibility = View.VISIBLE
    }

    /** Keeps [button] in sight together with the field above it when the keyboard comes, if there is room for both. */
    fun reach(button: View) = scroll.addOnLayoutChangeListener { _, _, top, _, bottom, _, topBefore, _, bottomBefore ->
        if (bottom - top < bottomBefore - topBefore) scroll.post { show(scroll.findFocus() ?: return@post, button) }
    }

    private fun show(field: View, button: View) {
        val both = place(field).also { it.union(place(button)) }
        val below = both.bottom + look.dp(16) - scroll.height
        if (below > scroll.scrollY && both.height() + look.dp(16) <= scroll.height) scroll.scrollTo(0, below)
    }

    private fun place(view: View) = Rect(0, 0, view.width, view.height).also { column.offsetDescendantRectToMyCoords(view, it) }

    /** The code for the help desk: small, and last. */
    fun code(words: Words, label: String) {
        val code = words.code ?: return
        column.put(look.words("$label $code", Type.SMALL, look.muted), gap = 32)
    }

    /** Lets a screen reader begin: the screen has changed. */
    fun begin() {
        start?.performAccessibilityAction(AccessibilityNodeInfo.ACTION_ACCESSIBILITY_FOCUS, null)
    }

    /** Brings [view] into sight and gives it the focus. */
    fun leadTo(view: View) {
        view.requestFocus()
        view.requestRectangleOnScreen(Rect(0, 0, view.width, view.height))
        view.performAccessibilityAction(AccessibilityNodeInfo.ACTION_ACCESSIBILITY_FOCUS, null)
    }
}
