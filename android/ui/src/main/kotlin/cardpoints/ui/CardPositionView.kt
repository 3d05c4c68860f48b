package cardpoints.ui

import android.animation.ValueAnimator
import android.annotation.SuppressLint
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.RectF
import android.os.SystemClock
import android.view.View
import kotlin.math.sin

/**
 * The back of the phone, true to scale, with the card in its place and waves that move while a card is searched for.
 * [searching]: the place is not known, and the card in the picture moves up and down.
 */
@SuppressLint("ViewConstructor")
internal class CardPositionView(private val theme: Theme, private val position: CardPosition, private val searching: Boolean) : View(theme.context) {
    private val stroke = Paint(Paint.ANTI_ALIAS_FLAG).also {
        it.style = Paint.Style.STROKE
        it.strokeWidth = theme.dp(2).toFloat()
        it.color = theme.border
    }
    private val fill = Paint(Paint.ANTI_ALIAS_FLAG)

    init {
        id = R.id.card_points_picture
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) =
        setMeasuredDimension(MeasureSpec.getSize(widthMeasureSpec), theme.dp(HEIGHT_DP))

    override fun onDraw(canvas: Canvas) {
        val animated = ValueAnimator.areAnimatorsEnabled()
        val time = if (animated) SystemClock.uptimeMillis() % CYCLE_MS / CYCLE_MS.toFloat() else 0f
        // The card may reach beyond the phone on either side.
        val left = minOf(0f, position.x - CARD_WIDTH_MM / 2)
        val right = maxOf(position.width, position.x + CARD_WIDTH_MM / 2)
        val scale = minOf(height / (position.height + 2 * MARGIN_MM), width / (right - left + 2 * MARGIN_MM))
        canvas.save()
        canvas.translate((width - (left + right) * scale) / 2, (height - position.height * scale) / 2)
        drawPhone(canvas, scale)
        val offset = if (searching && animated) sin(time * 2 * Math.PI).toFloat() * position.height * 0.15f else 0f
        drawCard(canvas, position.x * scale, (position.y + offset) * scale, scale, time)
        canvas.restore()
        if (animated) postInvalidateDelayed(FRAME_MS)
    }

    private fun drawPhone(canvas: Canvas, scale: Float) {
        val back = RectF(0f, 0f, position.width * scale, position.height * scale)
        val radius = 9 * scale
        fill.color = theme.text and 0x00ffffff or (0x10 shl 24)
        canvas.drawRoundRect(back, radius, radius, fill)
        canvas.drawRoundRect(back, radius, radius, stroke)
        // The camera shows that this is the back, and which end is the upper one.
        val camera = RectF(5 * scale, 5 * scale, 25 * scale, 25 * scale)
        canvas.drawRoundRect(camera, 5 * scale, 5 * scale, stroke)
        canvas.drawCircle(camera.left + 6.5f * scale, camera.top + 6.5f * scale, 3.5f * scale, stroke)
        canvas.drawCircle(camera.right - 6.5f * scale, camera.bottom - 6.5f * scale, 3.5f * scale, stroke)
    }

    private fun drawCard(canvas: Canvas, x: Float, y: Float, scale: Float, time: Float) {
        val (halfWidth, halfHeight) = CARD_WIDTH_MM / 2 * scale to CARD_HEIGHT_MM / 2 * scale
        val card = RectF(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight)
        // Translucent, so that the camera stays visible.
        fill.color = theme.selected and 0x00ffffff or (0xb0 shl 24)
        canvas.drawRoundRect(card, 3 * scale, 3 * scale, fill)
        stroke.color = theme.action
        canvas.drawRoundRect(card, 3 * scale, 3 * scale, stroke)
        // Waves spread from the point where the card meets the antenna.
        for (wave in 0..2) {
            val part = (time + wave / 3f) % 1f
            stroke.alpha = ((1 - part) * 255).toInt()
            canvas.drawCircle(x, y, (4 + part * 18) * scale, stroke)
        }
        stroke.color = theme.border
        fill.color = theme.action
        canvas.drawCircle(x, y, 3 * scale, fill)
    }

    private companion object {
        const val HEIGHT_DP = 260

        /** A card (ISO 7810 ID-1). */
        const val CARD_WIDTH_MM = 85.6f
        const val CARD_HEIGHT_MM = 54f

        /** Space around the phone. */
        const val MARGIN_MM = 4f

        const val CYCLE_MS = 2400L
        const val FRAME_MS = 40L
    }
}
