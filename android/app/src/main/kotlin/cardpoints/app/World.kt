package cardpoints.app

import cardpoints.Event
import cardpoints.Request
import cardpoints.android.CardSlot

/** Where cards are laid on, and where requests go. */
internal interface World {
    /** The backend's address, `https://host[:port]`; it is signed with each application. */
    val backend: String

    /** It is known to be a sandbox: every screen says so. */
    val practice: Boolean

    /** Where cards are laid on. */
    val slot: CardSlot

    /** Sends [request], and gives what came of it. */
    suspend fun send(request: Request): Event
}
