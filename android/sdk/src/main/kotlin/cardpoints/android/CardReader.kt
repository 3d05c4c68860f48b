package cardpoints.android

import android.app.Activity
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.nfc.NfcAdapter
import android.nfc.Tag
import android.nfc.tech.NfcA
import android.nfc.tech.NfcB
import android.os.Bundle
import cardpoints.Reader
import cardpoints.Secret
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.filterNotNull
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/**
 * The phone's NFC as a [CardSlot]. It outlives the activities that it reads for: each calls [resume] and [pause] from its
 * own `onResume` and `onPause`, and is held no longer than between the two.
 *
 * For one [Conversation] at a time. The manifest needs the permission `android.permission.NFC`.
 */
public class CardReader(context: Context) : CardSlot {
    private val context: Context = context.applicationContext
    private val adapter: NfcAdapter? = NfcAdapter.getDefaultAdapter(this.context)
    private val hindering = MutableStateFlow<Hindrance?>(null)

    /** The newest card that came, until it is known to be gone. */
    private val lying = MutableStateFlow<Tag?>(null)

    // Everything that talks to the card, in the order in which it was asked for.
    private val line = Dispatchers.IO.limitedParallelism(1)
    private var session: CardSession? = null

    private var inFront: Activity? = null
    private val switched = object : BroadcastReceiver() {
        override fun onReceive(context: Context, intent: Intent) {
            listen()
        }
    }

    override val hindrance: StateFlow<Hindrance?> = hindering.asStateFlow()

    init {
        look()
    }

    /**
     * [activity] is in front: cards come to it and to no other app, also after the journey, while the card still lies
     * there. Call it on the main thread.
     */
    public fun resume(activity: Activity) {
        inFront?.let(::pause)
        inFront = activity
        context.registerReceiver(switched, IntentFilter(NfcAdapter.ACTION_ADAPTER_STATE_CHANGED))
        listen()
    }

    /** [activity] is in front no more; nothing happens if another one is. Call it on the main thread. */
    public fun pause(activity: Activity) {
        if (inFront !== activity) return
        inFront = null
        context.unregisterReceiver(switched)
        // Android leaves reader mode by itself when the activity is already gone.
        if (!activity.isDestroyed) adapter?.disableReaderMode(activity)
        lying.value = null
    }

    override suspend fun tap(): Reader = withContext(line) {
        session?.let { failed ->
            lying.compareAndSet(failed.tag, null)
            failed.end()
            session = null
        }
        lying.filterNotNull().mapNotNull(::begin).first()
    }

    override suspend fun transmit(command: Secret): Secret? = withContext(line) { session?.transmit(command) }

    override fun end() {
        CoroutineScope(line).launch {
            session?.end()
            session = null
        }
    }

    private fun begin(tag: Tag): Reader? {
        val began = CardSession(tag)
        val reader = began.begin()
        if (reader == null) lying.compareAndSet(tag, null) else session = began
        return reader
    }

    /** Reader mode must be asked for anew whenever NFC was switched on. */
    private fun listen() {
        look()
        val activity = inFront ?: return
        if (adapter?.isEnabled != true || activity.isDestroyed) return
        val options = Bundle().apply { putInt(NfcAdapter.EXTRA_READER_PRESENCE_CHECK_DELAY, PRESENCE_CHECK) }
        adapter.enableReaderMode(activity, ::came, FLAGS, options)
    }

    /** On a thread of Android's. */
    private fun came(tag: Tag) {
        // The controller makes one tag of all that it finds, and no card speaks both types at once.
        val several = NfcA::class.java.name in tag.techList && NfcB::class.java.name in tag.techList
        hindering.value = if (several) Hindrance.SEVERAL_CARDS else null
        // Which of the two would answer is chance, and the password of one must not go to the other.
        lying.value = tag.takeUnless { several }
    }

    private fun look() {
        hindering.value = when {
            adapter == null -> Hindrance.NFC_MISSING
            !adapter.isEnabled -> Hindrance.NFC_OFF
            else -> null
        }
    }

    private companion object {
        /** An Individual Number Card is of type B, a phone in its place may be of type A. The platform's sound stays on: it says "found". */
        const val FLAGS = NfcAdapter.FLAG_READER_NFC_A or NfcAdapter.FLAG_READER_NFC_B or
            NfcAdapter.FLAG_READER_SKIP_NDEF_CHECK

        /**
         * Milliseconds between the looks whether the card still lies there. By default 125, at which some phones disturb
         * a card that is at work; after more than a second a card laid on anew would be noticed too late.
         */
        const val PRESENCE_CHECK = 1_000
    }
}
