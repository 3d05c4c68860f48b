package cardpoints.app

import cardpoints.Event
import cardpoints.HttpRequest
import cardpoints.ReaderCapabilities
import cardpoints.Secret
import cardpoints.android.CardConnector
import cardpoints.android.ScanProblem
import cardpoints.sandbox.Person
import cardpoints.sandbox.Sandbox
import cardpoints.sandbox.VirtualCard
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/** The app with a virtual card that presents itself, and the sandbox backend in the same process. */
internal class SandboxApplication : CardPointsApplication() {
    override val environment: SandboxEnvironment by lazy { SandboxEnvironment() }
}

/** The sandbox. A card is presented [cardDelay] after it is asked for. */
internal class SandboxEnvironment(cardDelay: Duration = 2.seconds) : AppEnvironment {
    private val sandbox = Sandbox()

    val people: List<Person> = sandbox.people()

    /** Whose card is presented. */
    var person: Person = people.first()
        set(chosen) {
            field = chosen
            connector.card = checkNotNull(sandbox.card(chosen.id))
        }

    override val backend: String = sandbox.address()
    override val practice = true
    override val connector = VirtualCardConnector(checkNotNull(sandbox.card(person.id)), cardDelay)

    override suspend fun send(request: HttpRequest): Event = sandbox.answer(request)
}

/** Presents [card] by itself, [delay] after it is asked for. */
internal class VirtualCardConnector(var card: VirtualCard, private val cardDelay: Duration) : CardConnector {
    override val scanProblem = MutableStateFlow<ScanProblem?>(null)

    override suspend fun tap(): ReaderCapabilities {
        delay(cardDelay)
        return ReaderCapabilities(MAX_COMMAND_BYTES, applicationSelected = false)
    }

    override suspend fun transmit(command: Secret): Secret? = card.transmit(command)

    override fun end(): Unit = card.powerOff()

    private companion object {
        /** As on many phones. */
        const val MAX_COMMAND_BYTES = 65_279
    }
}
