package cardpoints.app

import cardpoints.Event
import cardpoints.Reader
import cardpoints.Request
import cardpoints.Secret
import cardpoints.android.CardSlot
import cardpoints.android.Hindrance
import cardpoints.sandbox.Person
import cardpoints.sandbox.Sandbox
import cardpoints.sandbox.VirtualCard
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/** The app in the practice world: a virtual card that lays itself on, and the backend's own checks, in process. */
internal class SandboxApplication : CardPointsApplication() {
    override val world: SandboxWorld by lazy { SandboxWorld() }
}

/** The practice world; a card lies there [after] so long. */
internal class SandboxWorld(after: Duration = 2.seconds) : World {
    private val sandbox = Sandbox()

    /** Who there is. */
    val people: List<Person> = sandbox.people()

    /** Whose card is laid on. */
    var person: Person = people.first()
        set(chosen) {
            field = chosen
            slot.card = checkNotNull(sandbox.card(chosen.id))
        }

    override val backend: String = sandbox.address()
    override val practice = true
    override val slot = VirtualSlot(checkNotNull(sandbox.card(person.id)), after)

    override suspend fun send(request: Request): Event = sandbox.answer(request)
}

/** A place where [card] lies by itself. */
internal class VirtualSlot(var card: VirtualCard, private val after: Duration) : CardSlot {
    override val hindrance = MutableStateFlow<Hindrance?>(null)

    override suspend fun tap(): Reader {
        delay(after)
        return Reader(LARGEST, false)
    }

    override suspend fun transmit(command: Secret): Secret? = card.transmit(command)

    override fun end(): Unit = card.powerOff()

    private companion object {
        /** The largest command, as on many phones. */
        const val LARGEST = 65_279
    }
}
