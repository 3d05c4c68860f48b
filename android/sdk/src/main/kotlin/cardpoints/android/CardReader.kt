package cardpoints.android

import android.app.Activity
import android.content.Context
import cardpoints.Reader
import cardpoints.Secret
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow

/**
 * The phone's NFC as a [CardSlot]. It outlives the activities that it reads for: each calls [resume] and [pause] from its
 * own `onResume` and `onPause`.
 */
public class CardReader(context: Context) : CardSlot {
    override val hindrance: StateFlow<Hindrance?> = MutableStateFlow(null)

    /** [activity] is in front: cards come to it, and to no other app. */
    public fun resume(activity: Activity): Unit = TODO("sdk")

    /** [activity] is in front no more. */
    public fun pause(activity: Activity): Unit = TODO("sdk")

    override suspend fun tap(): Reader = TODO("sdk")

    override suspend fun transmit(command: Secret): Secret? = TODO("sdk")

    override fun end(): Unit = TODO("sdk")
}
