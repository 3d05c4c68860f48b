package cardpoints.android

import android.nfc.Tag
import android.nfc.tech.IsoDep
import cardpoints.ReaderCapabilities
import cardpoints.Secret
import java.io.IOException

/** The connection to the card behind [tag]. Its calls block, and must not overlap. */
internal class IsoDepConnection(val tag: Tag) {
    /** Null: the tag does not support ISO 7816-4, for example a transit card. */
    private val isoDep: IsoDep? = IsoDep.get(tag)

    /** Connects, and returns what the reader can send; null: the card is lost. */
    fun open(): ReaderCapabilities? = orNullIfLost {
        if (isoDep == null) return@orNullIfLost ReaderCapabilities(MAX_SHORT_COMMAND_BYTES, applicationSelected = false)
        isoDep.connect()
        isoDep.timeout = TIMEOUT_MS
        val maxBytes = isoDep.maxTransceiveLength
        val maxCommandBytes = if (isoDep.isExtendedLengthApduSupported) maxBytes else minOf(maxBytes, MAX_SHORT_COMMAND_BYTES)
        ReaderCapabilities(maxCommandBytes, applicationSelected = false)
    }

    /** Returns the response; null: the card is lost. A tag without ISO 7816-4 answers every command with "class not supported". */
    fun transmit(command: Secret): Secret? =
        orNullIfLost { Secret(isoDep?.transceive(command.bytes) ?: CLASS_NOT_SUPPORTED.copyOf()) }

    /** Resets the card, so that it forgets a verified password. The card can be opened again while it is present. */
    fun close() {
        orNullIfLost { isoDep?.close() }
    }

    private inline fun <T> orNullIfLost(block: () -> T): T? = try {
        block()
    } catch (_: IOException) {
        null // includes TagLostException
    } catch (_: SecurityException) {
        null // another tag was discovered meanwhile; from Android 13 on
    } catch (_: IllegalStateException) {
        null // closed, or never connected
    }

    private companion object {
        /** Header, Lc, 255 bytes of data, Le (ISO 7816-4). */
        const val MAX_SHORT_COMMAND_BYTES = 261

        /** A signature takes up to a second, and some phones need several seconds for an extended response. */
        const val TIMEOUT_MS = 5_000

        /** The status word (ISO 7816-4). */
        val CLASS_NOT_SUPPORTED = byteArrayOf(0x6E, 0x00)
    }
}
