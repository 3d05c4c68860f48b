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
import cardpoints.ReaderCapabilities
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
 * The phone's NFC as a [CardConnector]. It outlives the activities that it reads for: each activity calls [resume] and
 * [pause] from its own `onResume` and `onPause`, and is referenced only between the two.
 *
 * It serves one [JourneyRunner] at a time. The manifest needs the permission `android.permission.NFC`.
 */
public class NfcCardReader(context: Context) : CardConnector {
    private val context: Context = context.applicationContext
    private val adapter: NfcAdapter? = NfcAdapter.getDefaultAdapter(this.context)
    private val currentProblem = MutableStateFlow<ScanProblem?>(null)

    /** The latest tag, until it is known to be lost. */
    private val presentTag = MutableStateFlow<Tag?>(null)

    // One call to the card at a time, in the order of the calls.
    private val cardDispatcher = Dispatchers.IO.limitedParallelism(1)
    private var connection: IsoDepConnection? = null

    private var foregroundActivity: Activity? = null
    private val nfcSwitchReceiver = object : BroadcastReceiver() {
        override fun onReceive(context: Context, intent: Intent) {
            enableReaderMode()
        }
    }

    override val scanProblem: StateFlow<ScanProblem?> = currentProblem.asStateFlow()

    init {
        updateProblem()
    }

    /**
     * [activity] is in the foreground: cards go to it and to no other app, also after the journey while the card is still
     * present. Call it on the main thread.
     */
    public fun resume(activity: Activity) {
        foregroundActivity?.let(::pause)
        foregroundActivity = activity
        context.registerReceiver(nfcSwitchReceiver, IntentFilter(NfcAdapter.ACTION_ADAPTER_STATE_CHANGED))
        enableReaderMode()
    }

    /** [activity] is no longer in the foreground. Does nothing if another activity is. Call it on the main thread. */
    public fun pause(activity: Activity) {
        if (foregroundActivity !== activity) return
        foregroundActivity = null
        context.unregisterReceiver(nfcSwitchReceiver)
        // Android disables reader mode by itself once the activity is destroyed.
        if (!activity.isDestroyed) adapter?.disableReaderMode(activity)
        presentTag.value = null
    }

    override suspend fun tap(): ReaderCapabilities = withContext(cardDispatcher) {
        connection?.let { failed ->
            presentTag.compareAndSet(failed.tag, null)
            failed.close()
            connection = null
        }
        presentTag.filterNotNull().mapNotNull(::open).first()
    }

    override suspend fun transmit(command: Secret): Secret? = withContext(cardDispatcher) { connection?.transmit(command) }

    override fun end() {
        CoroutineScope(cardDispatcher).launch {
            connection?.close()
            connection = null
        }
    }

    private fun open(tag: Tag): ReaderCapabilities? {
        val opened = IsoDepConnection(tag)
        val capabilities = opened.open()
        if (capabilities == null) presentTag.compareAndSet(tag, null) else connection = opened
        return capabilities
    }

    /** Must be called again whenever NFC was switched on. */
    private fun enableReaderMode() {
        updateProblem()
        val activity = foregroundActivity ?: return
        if (adapter?.isEnabled != true || activity.isDestroyed) return
        val options = Bundle().apply { putInt(NfcAdapter.EXTRA_READER_PRESENCE_CHECK_DELAY, PRESENCE_CHECK_MS) }
        adapter.enableReaderMode(activity, ::onTagDiscovered, FLAGS, options)
    }

    /** Called on one of Android's threads. */
    private fun onTagDiscovered(tag: Tag) {
        // The NFC controller reports everything that it finds as one tag, and no single card supports both types.
        val several = NfcA::class.java.name in tag.techList && NfcB::class.java.name in tag.techList
        currentProblem.value = if (several) ScanProblem.SEVERAL_CARDS else null
        // It is not known which of the two would answer, and the password of one must not go to the other.
        presentTag.value = tag.takeUnless { several }
    }

    private fun updateProblem() {
        currentProblem.value = when {
            adapter == null -> ScanProblem.NFC_MISSING
            !adapter.isEnabled -> ScanProblem.NFC_OFF
            else -> null
        }
    }

    private companion object {
        /**
         * An Individual Number Card is of type B; a phone that takes its place may be of type A. The platform's sound stays
         * on: it says that a card was found.
         */
        const val FLAGS = NfcAdapter.FLAG_READER_NFC_A or NfcAdapter.FLAG_READER_NFC_B or
            NfcAdapter.FLAG_READER_SKIP_NDEF_CHECK

        /**
         * The time between two presence checks. At the default of 125 ms some phones disturb a card that is at work; with
         * more than a second, a card that is presented again would be noticed too late.
         */
        const val PRESENCE_CHECK_MS = 1_000
    }
}
