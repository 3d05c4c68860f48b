package cardpoints.ui

import android.view.View
import android.view.ViewGroup
import android.widget.LinearLayout

/** Views under one another, as wide as a line can be read well and in the middle of a wide screen. */
internal class Column(private val look: Look) : LinearLayout(look.context) {
    init {
        orientation = VERTICAL
    }

    /** Adds [view] with a gap above it, in dp. */
    fun <V : View> put(view: V, gap: Int = 0, width: Int = ViewGroup.LayoutParams.MATCH_PARENT): V {
        val place = LayoutParams(width, ViewGroup.LayoutParams.WRAP_CONTENT)
        place.topMargin = if (childCount == 0) 0 else look.dp(gap)
        addView(view, place)
        return view
    }

    /** Keeps the content in the middle of what is wider than a page. */
    var page: Boolean = false

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        if (page) {
            val side = maxOf(look.dp(16), (MeasureSpec.getSize(widthMeasureSpec) - look.dp(PAGE)) / 2)
            setPadding(side, paddingTop, side, paddingBottom)
        }
        super.onMeasure(widthMeasureSpec, heightMeasureSpec)
    }

    private companion object {
        /** The widest page, in dp. */
        const val PAGE = 600
    }
}
