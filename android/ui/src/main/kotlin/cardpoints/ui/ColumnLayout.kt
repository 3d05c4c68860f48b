package cardpoints.ui

import android.view.View
import android.view.ViewGroup
import android.widget.LinearLayout

/** Views below one another. */
internal class ColumnLayout(private val theme: Theme) : LinearLayout(theme.context) {
    init {
        orientation = VERTICAL
    }

    /** Adds [view] with a gap above it, in dp. */
    fun <V : View> add(view: V, gap: Int = 0, width: Int = ViewGroup.LayoutParams.MATCH_PARENT): V {
        val parameters = LayoutParams(width, ViewGroup.LayoutParams.WRAP_CONTENT)
        parameters.topMargin = if (childCount == 0) 0 else theme.dp(gap)
        addView(view, parameters)
        return view
    }

    /** Limits the content to the width at which lines are easy to read, in the middle of a wide screen. */
    var hasPageWidth: Boolean = false

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        if (hasPageWidth) {
            val side = maxOf(theme.dp(16), (MeasureSpec.getSize(widthMeasureSpec) - theme.dp(MAX_PAGE_WIDTH_DP)) / 2)
            setPadding(side, paddingTop, side, paddingBottom)
        }
        super.onMeasure(widthMeasureSpec, heightMeasureSpec)
    }

    private companion object {
        const val MAX_PAGE_WIDTH_DP = 600
    }
}
