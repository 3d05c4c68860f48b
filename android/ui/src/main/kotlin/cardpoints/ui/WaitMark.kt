package cardpoints.ui

import android.animation.ValueAnimator
import android.annotation.SuppressLint
import android.graphics.Canvas
import android.graphics.Paint
import android.os.SystemClock
import android.view.View

/** Three dots that take turns; without animation they stand. */
@SuppressLint("ViewConstructor")
internal class WaitMark(look: Look) : View(look.context) {
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG).also { it.color = look.action }
    private val size = look.dp(12).toFloat()

    init {
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) = setMeasuredDimension((size * 7).toInt(), (size * 2).toInt())

    override fun onDraw(canvas: Canvas) {
        val moves = ValueAnimator.areAnimatorsEnabled()
        val turn = if (moves) (SystemClock.uptimeMillis() / TURN % 3).toInt() else -1
        for (dot in 0..2) {
            paint.alpha = if (dot == turn || !moves) 255 else 80
            canvas.drawCircle(size / 2 + dot * size * 2, height / 2f, size / 2, paint)
        }
        if (moves) postInvalidateDelayed(TURN)
    }

    private companion object {
        const val TURN = 400L
    }
}
