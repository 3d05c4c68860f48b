package cardpoints.ui

import android.view.ViewGroup

/** Views beside one another, going on in the next line where one has no more room. */
internal class Flow(look: Look, private val gap: Int) : ViewGroup(look.context) {
    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val width = MeasureSpec.getSize(widthMeasureSpec)
        val child = MeasureSpec.makeMeasureSpec(width, MeasureSpec.AT_MOST)
        val free = MeasureSpec.makeMeasureSpec(0, MeasureSpec.UNSPECIFIED)
        for (index in 0 until childCount) getChildAt(index).measure(child, free)
        setMeasuredDimension(width, place(width) { _, _, _ -> })
    }

    override fun onLayout(changed: Boolean, left: Int, top: Int, right: Int, bottom: Int) {
        place(width) { index, x, y ->
            val view = getChildAt(index)
            val start = if (layoutDirection == LAYOUT_DIRECTION_RTL) width - x - view.measuredWidth else x
            view.layout(start, y, start + view.measuredWidth, y + view.measuredHeight)
        }
    }

    /** Goes through the places of all, and gives the height that they need. */
    private fun place(width: Int, each: (index: Int, x: Int, y: Int) -> Unit): Int {
        var x = 0
        var y = 0
        var line = 0
        for (index in 0 until childCount) {
            val view = getChildAt(index)
            if (view.visibility == GONE) continue
            if (x > 0 && x + view.measuredWidth > width) {
                x = 0
                y += line + gap
                line = 0
            }
            each(index, x, y)
            x += view.measuredWidth + gap
            line = maxOf(line, view.measuredHeight)
        }
        return y + line
    }
}
