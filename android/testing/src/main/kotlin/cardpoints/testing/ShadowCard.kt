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

/** Android's `IsoDep`, with the sandbox's virtual card behind it. [NfcField] lays it on and takes it away. */
@Implements(IsoDep::class)
public class ShadowCard : ShadowIsoDep() {
    private var connected = false

    @Implementation
    override fun connect() {
        if (card == null) throw IOException()
        connected = true
    }

    @Implementation
    override fun isConnected(): Boolean = connected

    /** Resets the card, as Android's does. */
    @Implementation
    override fun close() {
        connected = false
        card?.powerOff()
    }

    @Implementation
    override fun transceive(data: ByteArray): ByteArray {
        check(connected) { "Call connect() first!" }
        if (data.size > largest) throw IOException("Transceive length exceeds supported maximum")
        before(data)
        return card?.transmit(Secret(data))?.bytes ?: throw TagLostException("Tag was lost.")
    }

    @Implementation
    override fun getMaxTransceiveLength(): Int = largest

    @Implementation
    override fun isExtendedLengthApduSupported(): Boolean = largest > SHORT

    public companion object {
        private const val SHORT = 261

        /** The card that lies on the phone. */
        @Volatile
        public var card: VirtualCard? = null

        /** The phone's largest command; up to 261 means that it knows short ones only. */
        @Volatile
        public var largest: Int = 65_279

        /** Runs on the I/O thread before each command, which it is given: may throw what Android throws, or wait on a latch. */
        @Volatile
        public var before: (ByteArray) -> Unit = {}

        /** An empty field, and a phone that carries large commands: call it before each test. */
        public fun reset() {
            card = null
            largest = 65_279
            before = {}
        }

        /** Null for a tag that speaks no ISO 7816-4. */
        @JvmStatic
        @Implementation
        public fun get(tag: Tag): IsoDep? =
            if (IsoDep::class.java.name in tag.techList) Shadow.newInstanceOf(IsoDep::class.java) else null
    }
}
