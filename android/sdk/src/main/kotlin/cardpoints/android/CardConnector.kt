package cardpoints.android

import cardpoints.ReaderCapabilities
import cardpoints.Secret
import kotlinx.coroutines.flow.StateFlow

/** Connects to cards. [NfcCardReader] is the phone's own; a test or another reader provides its own. */
public interface CardConnector {
    /** Why no card can be read now; null: no known reason. */
    public val scanProblem: StateFlow<ScanProblem?>

    /**
     * Waits for a card and connects to it. Cancelling stops waiting.
     *
     * After [end], a card that is still present may be used again at once. Without [end], the previous card was
     * lost or is the wrong one: it counts only once it is presented again, which gives the person time to move it.
     */
    public suspend fun tap(): ReaderCapabilities

    /** Sends [command] once, and returns the response; null: the card was lost, or its response never arrived. Never throws. */
    public suspend fun transmit(command: Secret): Secret?

    /** Disconnects from the card, if there is a connection. */
    public fun end()
}

/** Why no card can be read. */
public enum class ScanProblem {
    /** NFC is switched off. */
    NFC_OFF,

    /** This phone has no NFC. */
    NFC_MISSING,

    /** Two cards are present at once. */
    SEVERAL_CARDS,
}
