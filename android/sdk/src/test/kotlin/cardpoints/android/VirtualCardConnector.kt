package cardpoints.android

import cardpoints.ReaderCapabilities
import cardpoints.Secret
import cardpoints.sandbox.VirtualCard
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow

/** A connector at which [card] is always present, like a reader without radio. */
class VirtualCardConnector(private val card: VirtualCard, private val maxCommandBytes: Int = 65_279) : CardConnector {
    override val scanProblem: StateFlow<ScanProblem?> = MutableStateFlow(null)

    override suspend fun tap(): ReaderCapabilities {
        card.powerOff()
        return ReaderCapabilities(maxCommandBytes, applicationSelected = false)
    }

    override suspend fun transmit(command: Secret): Secret? = card.transmit(command)

    override fun end() {
        card.powerOff()
    }
}
