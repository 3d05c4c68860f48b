package cardpoints.ui

import android.content.Context
import android.nfc.NfcAdapter
import android.os.Build
import android.util.DisplayMetrics
import cardpoints.Labels

/**
 * Where to hold the card against the back of this phone. The back is [width] × [height] millimetres; the antenna is at
 * ([x], [y]) from the top left, looking at the back. [reported]: the phone itself has reported it.
 */
internal class CardPosition(val width: Float, val height: Float, val x: Float, val y: Float, val reported: Boolean) {
    /** The position in words. */
    fun description(labels: Labels): String = when {
        y < height * 0.4f -> labels.layHigh
        y > height * 0.6f -> labels.layLow
        else -> labels.layMiddle
    }

    companion object {
        /** As the phone reports it (from Android 14 on). Otherwise the usual places: the middle, and after a loss the upper third. */
        fun of(context: Context, losses: Int): CardPosition = reported(context) ?: assumed(context, losses)

        private fun reported(context: Context): CardPosition? {
            if (Build.VERSION.SDK_INT < Build.VERSION_CODES.UPSIDE_DOWN_CAKE) return null
            val info = NfcAdapter.getDefaultAdapter(context)?.nfcAntennaInfo ?: return null
            val antenna = info.availableNfcAntennas.firstOrNull() ?: return null
            val (width, height) = info.deviceWidth.toFloat() to info.deviceHeight.toFloat()
            if (width <= 0 || height <= 0) return null
            // Reported as seen from the screen; on the back, left and right are swapped.
            return CardPosition(width, height, x = width - antenna.locationX, y = antenna.locationY.toFloat(), reported = true)
        }

        private fun assumed(context: Context, losses: Int): CardPosition {
            val metrics: DisplayMetrics = context.resources.displayMetrics
            val (short, long) = listOf(metrics.widthPixels, metrics.heightPixels).sorted()
            val ratio = (long.toFloat() / maxOf(1, short)).coerceIn(1.4f, 2.2f)
            val height = WIDTH_MM * ratio
            return CardPosition(WIDTH_MM, height, x = WIDTH_MM / 2, y = height * if (losses == 0) 0.5f else 0.3f, reported = false)
        }

        /** The width of an average phone. */
        private const val WIDTH_MM = 72f
    }
}
