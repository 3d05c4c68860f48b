package cardpoints.android

import cardpoints.Step
import kotlinx.coroutines.ExperimentalForInheritanceCoroutinesApi
import kotlinx.coroutines.channels.BufferOverflow
import kotlinx.coroutines.flow.FlowCollector
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.StateFlow

/**
 * A state that tells of an equal step too. A `MutableStateFlow` would not: whoever looked away while the journey tried
 * again and failed again would keep the question before, whose answers come too late.
 */
@OptIn(ExperimentalForInheritanceCoroutinesApi::class)
internal class NewestStep : StateFlow<Step?> {
    private val steps = MutableSharedFlow<Step?>(replay = 1, onBufferOverflow = BufferOverflow.DROP_OLDEST)

    init {
        show(null)
    }

    override val value: Step? get() = steps.replayCache.single()

    fun show(step: Step?) {
        steps.tryEmit(step)
    }

    override val replayCache: List<Step?> get() = steps.replayCache

    override suspend fun collect(collector: FlowCollector<Step?>): Nothing = steps.collect(collector)
}
