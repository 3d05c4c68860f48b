package cardpoints.android

import cardpoints.Reader
import cardpoints.Secret
import kotlinx.coroutines.flow.StateFlow

/** Where cards are laid on: [CardReader] is the phone's own, a test or another reader brings its own. */
public interface CardSlot {
    /** What keeps a card from being read now; null: nothing that is known. */
    public val hindrance: StateFlow<Hindrance?>

    /**
     * Waits for a card and begins its session. Cancelling stops waiting.
     *
     * A card whose session has ended may still lie there and be used again at once. One whose session has not ended
     * was lost or is the wrong one: it counts only after it has been laid on anew, else nobody would get time to move it.
     */
    public suspend fun tap(): Reader

    /** Sends [command], once, and gives the reply; null: the card left, or its reply never came. Never throws. */
    public suspend fun transmit(command: Secret): Secret?

    /** Ends the card's session, if there is one. */
    public fun end()
}

/** What keeps a card from being read. */
public enum class Hindrance {
    /** NFC is switched off. */
    NFC_OFF,

    /** This phone has no NFC. */
    NFC_MISSING,

    /** Two cards lie there at once. */
    SEVERAL_CARDS,
}
