package cardpoints.testing

import android.nfc.Tag
import android.nfc.TagLostException
import android.nfc.tech.IsoDep
import cardpoints.Secret
import cardpoints.sandbox.VirtualCard
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowIsoDep
import java.io.IOException

/** Android's `IsoDep` in front of the sandbox's virtual card. [SimulatedNfc] presents and removes the card. */
@Implements(IsoDep::class)
public class ShadowCardIsoDep : ShadowIsoDep() {
    private var connected = false

    @Implementation
    override fun connect() {
        if (card == null) throw IOException()
        connected = true
    }

    @Implementation
    override fun isConnected(): Boolean = connected

    /** Resets the card, as Android does. */
    @Implementation
    override fun close() {
        connected = false
        card?.powerOff()
    }

    @Implementation
    override fun transceive(data: ByteArray): ByteArray {
        check(connected) { "Call connect() first!" }
        if (data.size > maxCommandBytes) throw IOException("Transceive length exceeds supported maximum")
        beforeTransceive(data)
        return card?.transmit(Secret(data))?.bytes ?: throw TagLostException("Tag was lost.")
    }

    @Implementation
    override fun getMaxTransceiveLength(): Int = maxCommandBytes

    @Implementation
    override fun isExtendedLengthApduSupported(): Boolean = maxCommandBytes > MAX_SHORT_COMMAND_BYTES

    public companion object {
        private const val MAX_SHORT_COMMAND_BYTES = 261
        private const val USUAL_MAX_COMMAND_BYTES = 65_279

        /** The card that is presented to the phone. */
        @Volatile
        public var card: VirtualCard? = null

        /** The longest command of the phone; up to 261 means that it supports short commands only. */
        @Volatile
        public var maxCommandBytes: Int = USUAL_MAX_COMMAND_BYTES

        /** Called with each command, on the I/O thread, before the card gets it. May throw what Android throws, or block. */
        @Volatile
        public var beforeTransceive: (ByteArray) -> Unit = {}

        /** No card, and a phone that supports long commands. Call it before each test. */
        public fun reset() {
            card = null
            maxCommandBytes = USUAL_MAX_COMMAND_BYTES
            beforeTransceive = {}
        }

        /** Null for a tag without ISO 7816-4. */
        @JvmStatic
        @Implementation
        public fun get(tag: Tag): IsoDep? =
            if (IsoDep::class.java.name in tag.techList) Shadow.newInstanceOf(IsoDep::class.java) else null
    }
}
