package cardpoints.android

import android.app.Activity
import android.content.Context
import cardpoints.Device
import cardpoints.Event
import cardpoints.Feedback
import cardpoints.HttpRequest
import cardpoints.HttpSender
import cardpoints.HttpSenderException
import cardpoints.Journey
import cardpoints.JourneyKind
import cardpoints.Language
import cardpoints.Step
import kotlinx.coroutines.CoroutineExceptionHandler
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext

/**
 * One journey of one person. It starts at once and outlives the activities that show it, for example through a rotation.
 *
 * ```kotlin
 * class PointsActivity : Activity() {
 *     private lateinit var session: JourneySession
 *     private val scope = MainScope()
 *     override fun onCreate(state: Bundle?) {
 *         super.onCreate(state)
 *         session = lastNonConfigurationInstance as JourneySession?
 *             ?: JourneySession(this, JourneyKind.APPLY, Language.JAPANESE, "https://points.example", roots)
 *         val view = JourneyView(this).also(::setContentView)
 *         view.onEvent = session::send
 *         view.onLanguage = session::setLanguage
 *         scope.launch {
 *             session.step.collect { step ->
 *                 view.language = session.language
 *                 if (step != null) view.show(step, session.takeFeedback())
 *             }
 *         }
 *         scope.launch { session.scanProblem.collect { view.scanProblem = it } }
 *     }
 *     override fun onResume() { super.onResume(); session.resume(this) }
 *     override fun onPause() { session.pause(this); super.onPause() }
 *     override fun onRetainNonConfigurationInstance() = session
 *     override fun onDestroy() { scope.cancel(); if (!isChangingConfigurations) session.close(); super.onDestroy() }
 * }
 * ```
 * Loading the library and everything else run off the caller's thread. Nothing is saved for the time after the process: a
 * journey of `JourneyKind.STATUS` finds an application that may have been sent.
 */
public class JourneySession private constructor(
    private val journey: LazyJourney,
    private val initialLanguage: Language,
    private val connector: CardConnector,
    private val sender: Lazy<HttpSender>?,
    sendRequest: suspend (HttpRequest) -> Event,
    onFault: CoroutineContext = EmptyCoroutineContext,
) : AutoCloseable {
    private val runner = JourneyRunner(journey, connector, sendRequest, Dispatchers.Default, initialLanguage)
    private val scope = CoroutineScope(Dispatchers.Default + onFault)

    /** The latest step; null until the first one is there. The last one is a `Step.Done`. */
    public val step: StateFlow<Step?> get() = runner.step

    /** The language of [step]: the initial one, until [setLanguage] takes effect. */
    public val language: Language get() = runner.language ?: initialLanguage

    /** Why no card can be read now; null: no known reason. */
    public val scanProblem: StateFlow<ScanProblem?> get() = connector.scanProblem

    init {
        scope.launch {
            try {
                sender?.value
                runner.run()
            } finally {
                journey.close()
                if (sender?.isInitialized() == true) sender.value.close()
            }
        }
    }

    /**
     * A journey with the backend at [backend], `https://host[:port]` without a path, by the library's own HTTP client, which
     * trusts [roots] (X.509 certificates, DER) and no others. Cards are read by the phone's NFC unless [connector] is given.
     *
     * A root that is not a certificate is a fault in the app: [HttpSenderException] then ends the process like any other
     * uncaught exception. An app that gets its roots from elsewhere makes the `HttpSender` itself, off the main thread, catches
     * that exception, and passes the sender's `send`.
     */
    public constructor(
        context: Context,
        kind: JourneyKind,
        language: Language,
        backend: String,
        roots: List<ByteArray>,
        connector: CardConnector = NfcCardReader(context),
    ) : this(LazyJourney { Journey(kind, language, backend, Device.ANDROID) }, language, connector, lazy { HttpSender(roots) })

    /**
     * A journey whose requests [sendRequest] sends to the backend, under the rules of [JourneyRunner]. [practice]: the backend
     * is known to be a sandbox, and every screen says so from the first one on. With neither a card nor a server:
     *
     * ```kotlin
     * val sandbox = Sandbox()
     * JourneySession(
     *     context, JourneyKind.APPLY, Language.ENGLISH, sandbox.address(), sandbox::answer, practice = true, connector = connector,
     * )
     * ```
     *
     * Exceptions of [sendRequest] or [connector], and a library that can't be loaded, end the journey and go to [onFault].
     * Without [onFault] they end the process.
     */
    public constructor(
        context: Context,
        kind: JourneyKind,
        language: Language,
        backend: String,
        sendRequest: suspend (HttpRequest) -> Event,
        practice: Boolean = false,
        connector: CardConnector = NfcCardReader(context),
        onFault: CoroutineExceptionHandler? = null,
    ) : this(
        LazyJourney { Journey(kind, language, backend, Device.ANDROID, practice) },
        language,
        connector,
        null,
        sendRequest,
        onFault ?: EmptyCoroutineContext,
    )

    private constructor(journey: LazyJourney, language: Language, connector: CardConnector, sender: Lazy<HttpSender>) :
        this(journey, language, connector, sender, { sender.value.send(it) })

    /** The person did something at the step [at]; see [JourneyRunner.send]. */
    public fun send(event: Event, at: Step): Unit = runner.send(event, at)

    /** The person wants [language]; see [JourneyRunner.setLanguage]. */
    public fun setLanguage(language: Language): Unit = runner.setLanguage(language)

    /** The latest feedback that was not taken yet; see [JourneyRunner.takeFeedback]. */
    public fun takeFeedback(): Feedback? = runner.takeFeedback()

    /** [activity] is in the foreground: cards go to it. Call it from `onResume`. */
    public fun resume(activity: Activity) {
        (connector as? NfcCardReader)?.resume(activity)
    }

    /** [activity] is no longer in the foreground. Call it from `onPause`. */
    public fun pause(activity: Activity) {
        (connector as? NfcCardReader)?.pause(activity)
    }

    /** Waits for the outcome. */
    public suspend fun outcome(): Step.Done = step.filterIsInstance<Step.Done>().first()

    /** Stops the journey, unless it has ended. [step] soon holds the outcome, which says whether an application may have been sent. */
    override fun close() {
        scope.cancel()
    }
}
