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
import cardpoints.ScreenText

/** The frame of every screen: the practice banner, a page that scrolls, and a bar below it for what must stay visible. */
internal class Page(val theme: Theme) {
    val root = LinearLayout(theme.context)
    val column = ColumnLayout(theme)
    val scroll = ScrollView(theme.context)
    private val bottomBar = ColumnLayout(theme)
    private val bottomBarEdge: View

    /** Where a screen reader starts to read. */
    private var readingStart: View? = null

    init {
        root.orientation = LinearLayout.VERTICAL
        column.hasPageWidth = true
        column.setPadding(0, theme.dp(16), 0, theme.dp(32))
        scroll.isFillViewport = true
        scroll.addView(column, MATCH_PARENT, WRAP_CONTENT)
        bottomBar.hasPageWidth = true
        bottomBar.setPadding(0, theme.dp(12), 0, theme.dp(12))
        bottomBar.visibility = View.GONE
        root.addView(scroll, LinearLayout.LayoutParams(MATCH_PARENT, 0, 1f))
        bottomBarEdge = root.addDivider(theme).also { it.visibility = View.GONE }
        root.addView(bottomBar, MATCH_PARENT, WRAP_CONTENT)
    }

    fun addPracticeBanner(text: String?) {
        if (text != null) root.addView(theme.practiceBanner(text), 0, LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT))
    }

    /** Adds the heading and the paragraphs, and returns the heading. [addFacts] adds the facts, here or further down. */
    fun addText(text: ScreenText): TextView {
        val heading = theme.headingView(text.title, TextRole.HEADING)
        heading.id = R.id.card_points_heading
        column.add(heading, gap = 16)
        // The gap grows with the letters, so that paragraphs stay distinct.
        for (paragraph in text.paragraphs) column.add(theme.textView(paragraph), gap = (12 * theme.fontScale).toInt())
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) root.accessibilityPaneTitle = text.title
        if (readingStart == null) readingStart = heading
        return heading
    }

    fun addFacts(text: ScreenText, gap: Int = 8) {
        if (text.facts.isNotEmpty()) column.add(theme.factList(text.facts), gap)
    }

    /** A screen reader starts at [view] instead of the heading. */
    fun startReadingAt(view: View) {
        readingStart = view
    }

    /** Adds [view] below the part that scrolls. */
    fun pinToBottom(view: View) {
        bottomBar.add(view, gap = 8)
        bottomBar.visibility = View.VISIBLE
        bottomBarEdge.visibility = View.VISIBLE
    }

    /** When the keyboard opens, scrolls so that both the focused input and [button] are visible, if there is space for both. */
    fun keepVisibleWithKeyboard(button: View) = scroll.addOnLayoutChangeListener { _, _, top, _, bottom, _, topBefore, _, bottomBefore ->
        if (bottom - top < bottomBefore - topBefore) scroll.post { scrollTo(scroll.findFocus() ?: return@post, button) }
    }

    private fun scrollTo(input: View, button: View) {
        val both = bounds(input).also { it.union(bounds(button)) }
        val y = both.bottom + theme.dp(16) - scroll.height
        if (y > scroll.scrollY && both.height() + theme.dp(16) <= scroll.height) scroll.scrollTo(0, y)
    }

    private fun bounds(view: View) = Rect(0, 0, view.width, view.height).also { column.offsetDescendantRectToMyCoords(view, it) }

    /** Adds the code for the help desk: small, and last. */
    fun addSupportCode(text: ScreenText, label: String) {
        val code = text.supportCode ?: return
        column.add(theme.textView("$label $code", TextRole.SMALL, theme.muted), gap = 32)
    }

    /** Lets a screen reader start: the screen has changed. */
    fun startReading() {
        readingStart?.performAccessibilityAction(AccessibilityNodeInfo.ACTION_ACCESSIBILITY_FOCUS, null)
    }

    /** Scrolls to [view] and moves the focus there. */
    fun moveFocus(view: View) {
        view.requestFocus()
        view.requestRectangleOnScreen(Rect(0, 0, view.width, view.height))
        view.performAccessibilityAction(AccessibilityNodeInfo.ACTION_ACCESSIBILITY_FOCUS, null)
    }
}
