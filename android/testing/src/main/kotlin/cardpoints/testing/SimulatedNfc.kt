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

/** The NFC of the simulated phone: present, switched on, and without a card. Needs `shadows = [ShadowCardIsoDep::class]`. */
public class SimulatedNfc(private val app: Application) {
    private val adapter = run {
        ShadowCardIsoDep.reset()
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_NFC, true)
        shadowOf(NfcAdapter.getDefaultAdapter(app)).apply { setEnabled(true) }
    }

    /** An activity listens for cards. */
    public val isListening: Boolean get() = adapter.isInReaderMode

    /** Presents [card] to the phone. As on Android, each time gives a new tag. */
    public fun placeCard(card: VirtualCard) {
        ShadowCardIsoDep.card?.powerOff()
        card.powerOff()
        ShadowCardIsoDep.card = card
        discover(NFC_B, ISO_DEP)
    }

    /** Presents a tag without ISO 7816-4. */
    public fun placeForeignTag(): Unit = discover(NFC_A)

    /** Presents two cards at once, one of each type. */
    public fun placeSeveralCards(): Unit = discover(NFC_A, NFC_B, ISO_DEP)

    public fun removeCard() {
        ShadowCardIsoDep.card?.powerOff()
        ShadowCardIsoDep.card = null
    }

    /** Switches NFC on or off, as in the settings. */
    public fun setEnabled(enabled: Boolean) {
        adapter.setEnabled(enabled)
        app.sendBroadcast(Intent(NfcAdapter.ACTION_ADAPTER_STATE_CHANGED))
        shadowOf(Looper.getMainLooper()).idle()
    }

    private fun discover(vararg technologies: Int) {
        val extras = Array(technologies.size) { Bundle() }
        adapter.dispatchTagDiscovered(Tag.createMockTag(byteArrayOf(8, 1, 2, 3), technologies, extras, 0))
    }

    private companion object {
        // From android.nfc.tech.TagTechnology, which is hidden.
        const val NFC_A = 1
        const val NFC_B = 2
        const val ISO_DEP = 3
    }
}
