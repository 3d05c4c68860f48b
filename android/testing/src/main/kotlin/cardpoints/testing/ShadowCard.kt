package cardpoints.testing

import android.nfc.Tag
import android.nfc.TagLostException
import android.nfc.tech.IsoDep
import cardpoints.Secret
import cardpoints.sandbox.VirtualCard
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowIsoDep

/** Android's `IsoDep`, with the sandbox's virtual card behind it. */
@Implements(IsoDep::class)
public class ShadowCard : ShadowIsoDep() {
    @Implementation
    override fun transceive(data: ByteArray): ByteArray =
        card?.transmit(Secret(data))?.bytes ?: throw TagLostException("Tag was lost.")

    public companion object {
        /** The card that lies on the phone. */
        public var card: VirtualCard? = null

        @JvmStatic
        @Implementation
        public fun get(tag: Tag): IsoDep = newInstance()
    }
}
