package cardpoints.testing

import android.app.Application
import android.content.Intent
import android.content.pm.PackageManager
import android.nfc.NfcAdapter
import android.nfc.Tag
import android.os.Bundle
import android.os.Looper
import cardpoints.sandbox.VirtualCard
import org.robolectric.Shadows.shadowOf

/** The NFC of the test's phone: there, switched on, and with nothing on it. Needs `shadows = [ShadowCard::class]`. */
public class NfcField(private val app: Application) {
    private val nfc = run {
        ShadowCard.reset()
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_NFC, true)
        shadowOf(NfcAdapter.getDefaultAdapter(app)).apply { setEnabled(true) }
    }

    /** Whether an activity listens for cards. */
    public val listens: Boolean get() = nfc.isInReaderMode

    /** Lays [card] on the phone: as Android has it, another tag each time. */
    public fun lay(card: VirtualCard) {
        ShadowCard.card?.powerOff()
        card.powerOff()
        ShadowCard.card = card
        discover(B, ISO_DEP)
    }

    /** Lays something on that speaks no ISO 7816-4. */
    public fun layStranger(): Unit = discover(A)

    /** Lays two cards on at once, one of each type. */
    public fun laySeveral(): Unit = discover(A, B, ISO_DEP)

    /** Takes the card away. */
    public fun takeAway() {
        ShadowCard.card?.powerOff()
        ShadowCard.card = null
    }

    /** Switches NFC on or off, as in the settings. */
    public fun switch(on: Boolean) {
        nfc.setEnabled(on)
        app.sendBroadcast(Intent(NfcAdapter.ACTION_ADAPTER_STATE_CHANGED))
        shadowOf(Looper.getMainLooper()).idle()
    }

    private fun discover(vararg technologies: Int) {
        val extras = Array(technologies.size) { Bundle() }
        nfc.dispatchTagDiscovered(Tag.createMockTag(byteArrayOf(8, 1, 2, 3), technologies, extras, 0))
    }

    private companion object {
        // android.nfc.tech.TagTechnology, which is hidden.
        const val A = 1
        const val B = 2
        const val ISO_DEP = 3
    }
}
