package cardpoints.ui

import android.animation.ValueAnimator
import android.annotation.SuppressLint
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.RectF
import android.os.SystemClock
import android.view.View
import kotlin.math.sin

/** The phone's back, true to its proportions, with the card where it belongs, and a mark that moves while a card is searched. [seeks]: the place is not known, and the card moves in search of it. */
@SuppressLint("ViewConstructor")
internal class CardPicture(private val look: Look, private val antenna: Antenna, private val seeks: Boolean) : View(look.context) {
    private val line = Paint(Paint.ANTI_ALIAS_FLAG).also {
        it.style = Paint.Style.STROKE
        it.strokeWidth = look.dp(2).toFloat()
        it.color = look.border
    }
    private val fill = Paint(Paint.ANTI_ALIAS_FLAG)

    init {
        id = R.id.card_points_picture
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) =
        setMeasuredDimension(MeasureSpec.getSize(widthMeasureSpec), look.dp(HEIGHT))

    override fun onDraw(canvas: Canvas) {
        val moves = ValueAnimator.areAnimatorsEnabled()
        val time = if (moves) SystemClock.uptimeMillis() % ROUND / ROUND.toFloat() else 0f
        // The card may reach beyond the phone on either side.
        val left = minOf(0f, antenna.x - CARD_WIDTH / 2)
        val right = maxOf(antenna.width, antenna.x + CARD_WIDTH / 2)
        val scale = minOf(height / (antenna.height + 2 * AROUND), width / (right - left + 2 * AROUND))
        canvas.save()
        canvas.translate((width - (left + right) * scale) / 2, (height - antenna.height * scale) / 2)
        phone(canvas, scale)
        val away = if (seeks && moves) sin(time * 2 * Math.PI).toFloat() * antenna.height * 0.15f else 0f
        card(canvas, antenna.x * scale, (antenna.y + away) * scale, scale, time)
        canvas.restore()
        if (moves) postInvalidateDelayed(FRAME)
    }

    private fun phone(canvas: Canvas, scale: Float) {
        val back = RectF(0f, 0f, antenna.width * scale, antenna.height * scale)
        val round = 9 * scale
        fill.color = faint()
        canvas.drawRoundRect(back, round, round, fill)
        canvas.drawRoundRect(back, round, round, line)
        // The camera, by which a person knows the back and its upper end.
        val camera = RectF(5 * scale, 5 * scale, 25 * scale, 25 * scale)
        canvas.drawRoundRect(camera, 5 * scale, 5 * scale, line)
        canvas.drawCircle(camera.left + 6.5f * scale, camera.top + 6.5f * scale, 3.5f * scale, line)
        canvas.drawCircle(camera.right - 6.5f * scale, camera.bottom - 6.5f * scale, 3.5f * scale, line)
    }

    private fun card(canvas: Canvas, x: Float, y: Float, scale: Float, time: Float) {
        val (half, high) = CARD_WIDTH / 2 * scale to CARD_HEIGHT / 2 * scale
        val card = RectF(x - half, y - high, x + half, y + high)
        // The back shines through: the camera shows which end is up.
        fill.color = look.chosen and 0x00ffffff or (0xb0 shl 24)
        canvas.drawRoundRect(card, 3 * scale, 3 * scale, fill)
        line.color = look.action
        canvas.drawRoundRect(card, 3 * scale, 3 * scale, line)
        // Waves from the middle, where card and antenna meet.
        for (wave in 0..2) {
            val part = (time + wave / 3f) % 1f
            line.alpha = ((1 - part) * 255).toInt()
            canvas.drawCircle(x, y, (4 + part * 18) * scale, line)
        }
        line.color = look.border
        fill.color = look.action
        canvas.drawCircle(x, y, 3 * scale, fill)
    }

    private fun faint(): Int = look.text and 0x00ffffff or (0x10 shl 24)

    private companion object {
        /** In dp. */
        const val HEIGHT = 260

        /** A card, in millimetres (ISO 7810 ID-1). */
        const val CARD_WIDTH = 85.6f
        const val CARD_HEIGHT = 54f

        /** Room around the phone, in millimetres. */
        const val AROUND = 4f

        /** One round of the mark, and one of its frames, in milliseconds. */
        const val ROUND = 2400L
        const val FRAME = 40L
    }
}
