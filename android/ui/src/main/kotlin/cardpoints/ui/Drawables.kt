package cardpoints.ui

import android.content.res.ColorStateList
import android.graphics.Canvas
import android.graphics.ColorFilter
import android.graphics.Paint
import android.graphics.PixelFormat
import android.graphics.drawable.Drawable
import android.graphics.drawable.GradientDrawable
import android.graphics.drawable.StateListDrawable
import android.view.View

/** A surface with rounded corners and a border of [borderDp]. */
internal fun Theme.surface(fill: Int, border: Int = fill, borderDp: Int = 0, dashed: Boolean = false): GradientDrawable =
    GradientDrawable().also {
        it.setColor(fill)
        it.cornerRadius = cornerRadius
        if (borderDp > 0) it.setStroke(dp(borderDp), ColorStateList.valueOf(border), if (dashed) dp(4).toFloat() else 0f, if (dashed) dp(3).toFloat() else 0f)
    }

/** A drawable for each state; the first state that matches counts. */
internal fun stateDrawable(vararg drawables: Pair<IntArray, Drawable>): StateListDrawable = StateListDrawable().also { list ->
    drawables.forEach { (state, drawable) -> list.addState(state, drawable) }
}

/** Draws a ring around [view] while it has the keyboard's focus. */
internal fun Theme.addFocusRing(view: View) {
    view.defaultFocusHighlightEnabled = false
    view.foreground = stateDrawable(intArrayOf(android.R.attr.state_focused) to FocusRing(this))
}

/** Two rings of different colours: one of them is visible on any background. */
private class FocusRing(theme: Theme) : Drawable() {
    private val outer = stroke(theme.focusOuter, theme.dp(4))
    private val inner = stroke(theme.focusInner, theme.dp(2))
    private val cornerRadius = theme.cornerRadius

    private fun stroke(colour: Int, width: Int) = Paint(Paint.ANTI_ALIAS_FLAG).also {
        it.style = Paint.Style.STROKE
        it.color = colour
        it.strokeWidth = width.toFloat()
    }

    override fun draw(canvas: Canvas) {
        draw(canvas, outer, outer.strokeWidth / 2)
        draw(canvas, inner, outer.strokeWidth + inner.strokeWidth / 2)
    }

    private fun draw(canvas: Canvas, paint: Paint, inset: Float) = bounds.let {
        val radius = maxOf(0f, cornerRadius - inset)
        canvas.drawRoundRect(it.left + inset, it.top + inset, it.right - inset, it.bottom - inset, radius, radius, paint)
    }

    override fun setAlpha(alpha: Int) = Unit

    override fun setColorFilter(colorFilter: ColorFilter?) = Unit

    @Deprecated("Deprecated in Java")
    override fun getOpacity(): Int = PixelFormat.TRANSLUCENT
}
