package cardpoints.android

import android.app.Activity
import android.content.Context
import cardpoints.Device
import cardpoints.Errand
import cardpoints.Event
import cardpoints.HttpSender
import cardpoints.Journey
import cardpoints.Language
import cardpoints.Request
import cardpoints.Step
import cardpoints.Unusable
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
 * One journey of one person, which begins at once and outlives the activities that show it: rotate as you like.
 *
 * ```kotlin
 * class PointsActivity : Activity() {
 *     private lateinit var session: Session
 *     private val scope = MainScope()
 *     override fun onCreate(state: Bundle?) {
 *         super.onCreate(state)
 *         session = lastNonConfigurationInstance as Session?
 *             ?: Session(this, Errand.APPLY, Language.JAPANESE, "https://points.example", roots)
 *         val view = JourneyView(this).also(::setContentView)
 *         view.onEvent = session::tell
 *         view.onLanguage = session::speak
 *         scope.launch {
 *             session.step.collect { step ->
 *                 view.language = session.language
 *                 if (step != null) view.show(step)
 *             }
 *         }
 *         scope.launch { session.hindrance.collect { view.hindrance = it } }
 *     }
 *     override fun onResume() { super.onResume(); session.resume(this) }
 *     override fun onPause() { session.pause(this); super.onPause() }
 *     override fun onRetainNonConfigurationInstance() = session
 *     override fun onDestroy() { scope.cancel(); if (!isChangingConfigurations) session.close(); super.onDestroy() }
 * }
 * ```
 * The library is loaded, and everything runs, off the caller's thread. Nothing is kept for the time after the process:
 * an application that may have left is found by `Errand.STATUS`.
 */
public class Session private constructor(
    private val journey: LateJourney,
    private val begunIn: Language,
    private val slot: CardSlot,
    private val sender: Lazy<HttpSender>?,
    send: suspend (Request) -> Event,
    onFault: CoroutineContext = EmptyCoroutineContext,
) : AutoCloseable {
    private val conversation = Conversation(journey, slot, send, Dispatchers.Default, begunIn)
    private val scope = CoroutineScope(Dispatchers.Default + onFault)

    /** What to show: the newest step; null until the first one is there. The last one is a `Step.Done`. */
    public val step: StateFlow<Step?> get() = conversation.step

    /** The language of [step]: the one that it was begun in, until [speak]. */
    public val language: Language get() = conversation.language ?: begunIn

    /** What keeps a card from being read now; null: nothing that is known. */
    public val hindrance: StateFlow<Hindrance?> get() = slot.hindrance

    init {
        scope.launch {
            try {
                sender?.value
                conversation.play()
            } finally {
                journey.close()
                if (sender?.isInitialized() == true) sender.value.close()
            }
        }
    }

    /**
     * A journey with the backend at [backend], `https://host[:port]` without a path, over the library's own HTTP, which
     * trusts [roots] (X.509 certificates, DER) and no others. With the phone's NFC, unless [slot] is another one.
     *
     * A root that is no certificate is a fault in the app: [Unusable] then ends the process like any other uncaught
     * exception. An app that gets its roots elsewhere makes the `HttpSender` itself, off the main thread, catches that,
     * and hands in its `send`.
     */
    public constructor(
        context: Context,
        errand: Errand,
        language: Language,
        backend: String,
        roots: List<ByteArray>,
        slot: CardSlot = CardReader(context),
    ) : this(LateJourney { Journey(errand, language, backend, Device.ANDROID) }, language, slot, lazy { HttpSender(roots) })

    /**
     * A journey whose requests [send] takes to the backend, under the rules of [Conversation]; [practice]: that is known
     * to be a sandbox, and every screen says so from the first one on. With neither a card nor a server:
     *
     * ```kotlin
     * val sandbox = Sandbox()
     * Session(context, Errand.APPLY, Language.ENGLISH, sandbox.address(), sandbox::answer, practice = true, slot = slot)
     * ```
     *
     * What [send] or [slot] throw, and a library that can't be loaded, end the journey and come to [onFault], if it is
     * given; otherwise the process ends by it.
     */
    public constructor(
        context: Context,
        errand: Errand,
        language: Language,
        backend: String,
        send: suspend (Request) -> Event,
        practice: Boolean = false,
        slot: CardSlot = CardReader(context),
        onFault: CoroutineExceptionHandler? = null,
    ) : this(
        LateJourney { Journey(errand, language, backend, Device.ANDROID, practice) },
        language,
        slot,
        null,
        send,
        onFault ?: EmptyCoroutineContext,
    )

    private constructor(journey: LateJourney, language: Language, slot: CardSlot, sender: Lazy<HttpSender>) :
        this(journey, language, slot, sender, { sender.value.send(it) })

    /** The person did something at the step [at]; see [Conversation.tell]. */
    public fun tell(event: Event, at: Step): Unit = conversation.tell(event, at)

    /** The person wants to read [language]; see [Conversation.speak]. */
    public fun speak(language: Language): Unit = conversation.speak(language)

    /** [activity] is in front: cards come to it. From its `onResume`. */
    public fun resume(activity: Activity) {
        (slot as? CardReader)?.resume(activity)
    }

    /** [activity] is in front no more. From its `onPause`. */
    public fun pause(activity: Activity) {
        (slot as? CardReader)?.pause(activity)
    }

    /** Waits for the outcome. */
    public suspend fun outcome(): Step.Done = step.filterIsInstance<Step.Done>().first()

    /** Stops the journey, unless it is over; [step] soon holds the outcome, which says whether an application may have left. */
    override fun close() {
        scope.cancel()
    }
}
