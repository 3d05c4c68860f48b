package cardpoints.app

import cardpoints.Event
import cardpoints.HttpRequest
import cardpoints.android.NfcCardReader
import cardpoints.sandbox.Person
import cardpoints.sandbox.Sandbox

/** The real app with the phone's NFC, and the sandbox backend instead of the network. */
internal class SandboxTestApplication : CardPointsApplication() {
    override val environment: TestEnvironment by lazy { TestEnvironment(this) }
}

/** The sandbox backend behind a [network] that a test can break. */
internal class TestEnvironment(application: CardPointsApplication) : AppEnvironment {
    val sandbox = Sandbox()
    override val backend: String = sandbox.address()
    override val practice = true
    override val connector = NfcCardReader(application)

    /** Answers requests instead of the backend; null: they reach the backend. */
    @Volatile
    var network: (suspend (HttpRequest) -> Event)? = null

    override suspend fun send(request: HttpRequest): Event = network?.invoke(request) ?: sandbox.answer(request)

    fun person(id: String): Person = sandbox.people().first { it.id == id }
}
