package cardpoints.app

import cardpoints.Event
import cardpoints.Request
import cardpoints.android.CardReader
import cardpoints.sandbox.Person
import cardpoints.sandbox.Sandbox

/** The real app, with the phone's own NFC, and the practice backend in the place of the network. */
internal class PracticeApplication : CardPointsApplication() {
    override val world: Practice by lazy { Practice(this) }
}

/** The practice backend; [network] stands between, and may lose what it carries. */
internal class Practice(application: CardPointsApplication) : World {
    val sandbox = Sandbox()
    override val backend: String = sandbox.address()
    override val practice = true
    override val slot = CardReader(application)

    /** Null: the network carries what it is given. */
    @Volatile
    var network: (suspend (Request) -> Event)? = null

    override suspend fun send(request: Request): Event = network?.invoke(request) ?: sandbox.answer(request)

    fun person(id: String): Person = sandbox.people().first { it.id == id }
}
