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

/** A surface with rounded corners; [line] is its border's width in dp. */
internal fun Look.surface(fill: Int, border: Int = fill, line: Int = 0, dashed: Boolean = false): GradientDrawable =
    GradientDrawable().also {
        it.setColor(fill)
        it.cornerRadius = corner
        if (line > 0) it.setStroke(dp(line), ColorStateList.valueOf(border), if (dashed) dp(4).toFloat() else 0f, if (dashed) dp(3).toFloat() else 0f)
    }

/** Another surface in each state; the last pair's state may be empty. */
internal fun states(vararg surfaces: Pair<IntArray, Drawable>): StateListDrawable = StateListDrawable().also { list ->
    surfaces.forEach { (state, surface) -> list.addState(state, surface) }
}

/** Shows the keyboard's focus on [view] by a ring. */
internal fun Look.ring(view: View) {
    view.defaultFocusHighlightEnabled = false
    view.foreground = states(intArrayOf(android.R.attr.state_focused) to FocusRing(this))
}

/** Black around yellow: one of the two stands out from any ground. */
private class FocusRing(look: Look) : Drawable() {
    private val outer = stroke(look.focus, look.dp(4))
    private val inner = stroke(look.focusUnder, look.dp(2))
    private val corner = look.corner

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
        val round = maxOf(0f, corner - inset)
        canvas.drawRoundRect(it.left + inset, it.top + inset, it.right - inset, it.bottom - inset, round, round, paint)
    }

    override fun setAlpha(alpha: Int) = Unit

    override fun setColorFilter(colorFilter: ColorFilter?) = Unit

    @Deprecated("Deprecated in Java")
    override fun getOpacity(): Int = PixelFormat.TRANSLUCENT
}
