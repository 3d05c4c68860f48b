package cardpoints.android

import cardpoints.Reader
import cardpoints.Secret
import cardpoints.sandbox.VirtualCard
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow

/** A slot in which [card] always lies, as a reader without radio would have it. */
class VirtualSlot(private val card: VirtualCard, private val largest: Int = 65_279) : CardSlot {
    override val hindrance: StateFlow<Hindrance?> = MutableStateFlow(null)

    override suspend fun tap(): Reader {
        card.powerOff()
        return Reader(largest, selected = false)
    }

    override suspend fun transmit(command: Secret): Secret? = card.transmit(command)

    override fun end() {
        card.powerOff()
    }
}
