package cardpoints.ui

import android.view.ViewGroup

/** Views beside one another; a view that has no space left starts the next row. */
internal class FlowLayout(theme: Theme, private val gap: Int) : ViewGroup(theme.context) {
    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val width = MeasureSpec.getSize(widthMeasureSpec)
        val childWidth = MeasureSpec.makeMeasureSpec(width, MeasureSpec.AT_MOST)
        val childHeight = MeasureSpec.makeMeasureSpec(0, MeasureSpec.UNSPECIFIED)
        for (index in 0 until childCount) getChildAt(index).measure(childWidth, childHeight)
        setMeasuredDimension(width, place(width) { _, _, _ -> })
    }

    override fun onLayout(changed: Boolean, left: Int, top: Int, right: Int, bottom: Int) {
        place(width) { index, x, y ->
            val view = getChildAt(index)
            val start = if (layoutDirection == LAYOUT_DIRECTION_RTL) width - x - view.measuredWidth else x
            view.layout(start, y, start + view.measuredWidth, y + view.measuredHeight)
        }
    }

    /** Calls [each] with the place of every view, and returns the height that they need together. */
    private fun place(width: Int, each: (index: Int, x: Int, y: Int) -> Unit): Int {
        var x = 0
        var y = 0
        var rowHeight = 0
        for (index in 0 until childCount) {
            val view = getChildAt(index)
            if (view.visibility == GONE) continue
            if (x > 0 && x + view.measuredWidth > width) {
                x = 0
                y += rowHeight + gap
                rowHeight = 0
            }
            each(index, x, y)
            x += view.measuredWidth + gap
            rowHeight = maxOf(rowHeight, view.measuredHeight)
        }
        return y + rowHeight
    }
}
