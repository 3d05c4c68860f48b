package cardpoints.android

import android.nfc.Tag
import android.nfc.tech.IsoDep
import cardpoints.Reader
import cardpoints.Secret
import java.io.IOException

/** The session with the card behind [tag]. Its calls block and come one after the other. */
internal class CardSession(val tag: Tag) {
    /** Null: it speaks no ISO 7816-4, a transit card say. */
    private val isoDep: IsoDep? = IsoDep.get(tag)

    /** What reaches the card; null: it is gone. */
    fun begin(): Reader? = talk {
        if (isoDep == null) return@talk Reader(SHORT, selected = false)
        isoDep.connect()
        isoDep.timeout = TIMEOUT
        val most = isoDep.maxTransceiveLength
        Reader(if (isoDep.isExtendedLengthApduSupported) most else minOf(most, SHORT), selected = false)
    }

    /** The reply; null: the card is gone. What speaks no ISO 7816-4 is told as a card that knows none of the commands. */
    fun transmit(command: Secret): Secret? = talk { Secret(isoDep?.transceive(command.bytes) ?: CLASS_UNKNOWN.copyOf()) }

    /** Resets the card, so that what it has verified is forgotten; it can be begun again as long as it lies there. */
    fun end() {
        talk { isoDep?.close() }
    }

    private inline fun <T> talk(block: () -> T): T? = try {
        block()
    } catch (_: IOException) {
        null // TagLostException is one
    } catch (_: SecurityException) {
        null // another tag came since; from Android 13
    } catch (_: IllegalStateException) {
        null // closed, or never connected
    }

    private companion object {
        /** The largest short command APDU: header, Lc, 255 bytes of data, Le. */
        const val SHORT = 261

        /** Milliseconds. A signature takes up to a second, and some phones need several for an extended reply. */
        const val TIMEOUT = 5_000

        /** Status word "class not supported". */
        val CLASS_UNKNOWN = byteArrayOf(0x6E, 0x00)
    }
}
