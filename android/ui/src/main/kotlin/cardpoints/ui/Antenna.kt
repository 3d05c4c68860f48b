package cardpoints.ui

import android.content.Context
import android.nfc.NfcAdapter
import android.os.Build
import android.util.DisplayMetrics
import cardpoints.Labels

/**
 * Where the card belongs on the back of this phone: a [width] × [height] in millimetres, the antenna at ([x], [y]) from
 * the top left as one looks at the back.
 */
internal class Antenna(val width: Float, val height: Float, val x: Float, val y: Float, val known: Boolean) {
    /** The words for it. */
    fun words(labels: Labels): String = when {
        y < height * 0.4f -> labels.layHigh
        y > height * 0.6f -> labels.layLow
        else -> labels.layMiddle
    }

    companion object {
        /** As the phone tells it (Android 14), and by habit elsewhere: the middle, then, after a loss, the upper third. */
        fun of(context: Context, losses: Int): Antenna = told(context) ?: usual(context, losses)

        private fun told(context: Context): Antenna? {
            if (Build.VERSION.SDK_INT < Build.VERSION_CODES.UPSIDE_DOWN_CAKE) return null
            val info = NfcAdapter.getDefaultAdapter(context)?.nfcAntennaInfo ?: return null
            val antenna = info.availableNfcAntennas.firstOrNull() ?: return null
            val (width, height) = info.deviceWidth.toFloat() to info.deviceHeight.toFloat()
            if (width <= 0 || height <= 0) return null
            // Told as seen from the screen; on the back left is right.
            return Antenna(width, height, x = width - antenna.locationX, y = antenna.locationY.toFloat(), known = true)
        }

        private fun usual(context: Context, losses: Int): Antenna {
            val metrics: DisplayMetrics = context.resources.displayMetrics
            val (short, long) = listOf(metrics.widthPixels, metrics.heightPixels).sorted()
            val ratio = (long.toFloat() / maxOf(1, short)).coerceIn(1.4f, 2.2f)
            val height = WIDTH * ratio
            return Antenna(WIDTH, height, x = WIDTH / 2, y = height * if (losses == 0) 0.5f else 0.3f, known = false)
        }

        /** A usual phone's width, in millimetres. */
        private const val WIDTH = 72f
    }
}
