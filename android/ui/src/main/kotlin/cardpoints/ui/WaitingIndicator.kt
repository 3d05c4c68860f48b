package cardpoints.ui

import android.animation.ValueAnimator
import android.annotation.SuppressLint
import android.graphics.Canvas
import android.graphics.Paint
import android.os.SystemClock
import android.view.View

/** Three dots that light up in turn; without animations all three are lit. */
@SuppressLint("ViewConstructor")
internal class WaitingIndicator(theme: Theme) : View(theme.context) {
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG).also { it.color = theme.action }
    private val dotSize = theme.dp(12).toFloat()

    init {
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) = setMeasuredDimension((dotSize * 7).toInt(), (dotSize * 2).toInt())

    override fun onDraw(canvas: Canvas) {
        val animated = ValueAnimator.areAnimatorsEnabled()
        val litDot = if (animated) (SystemClock.uptimeMillis() / DOT_MS % 3).toInt() else -1
        for (dot in 0..2) {
            paint.alpha = if (dot == litDot || !animated) 255 else 80
            canvas.drawCircle(dotSize / 2 + dot * dotSize * 2, height / 2f, dotSize / 2, paint)
        }
        if (animated) postInvalidateDelayed(DOT_MS)
    }

    private companion object {
        const val DOT_MS = 400L
    }
}
