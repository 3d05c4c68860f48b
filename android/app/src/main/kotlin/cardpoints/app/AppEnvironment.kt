package cardpoints.app

import cardpoints.Event
import cardpoints.HttpRequest
import cardpoints.android.CardConnector

/** Where cards are read, and where requests go. */
internal interface AppEnvironment {
    /** The backend's address, `https://host[:port]`; it is signed with each application. */
    val backend: String

    /** The backend is known to be a sandbox: every screen says so. */
    val practice: Boolean

    val connector: CardConnector

    /** Sends [request], and returns the reply or that the backend is unreachable. */
    suspend fun send(request: HttpRequest): Event
}
