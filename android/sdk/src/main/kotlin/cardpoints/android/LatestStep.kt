package cardpoints.android

import cardpoints.Step
import kotlinx.coroutines.ExperimentalForInheritanceCoroutinesApi
import kotlinx.coroutines.channels.BufferOverflow
import kotlinx.coroutines.flow.FlowCollector
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.StateFlow

/**
 * The latest step as a flow that also emits a step equal to the one before. A `MutableStateFlow` would not: after a failed
 * retry its slow collectors would keep the previous question, whose answers are ignored.
 */
@OptIn(ExperimentalForInheritanceCoroutinesApi::class)
internal class LatestStep : StateFlow<Step?> {
    private val steps = MutableSharedFlow<Step?>(replay = 1, onBufferOverflow = BufferOverflow.DROP_OLDEST)

    init {
        publish(null)
    }

    override val value: Step? get() = steps.replayCache.single()

    fun publish(step: Step?) {
        steps.tryEmit(step)
    }

    override val replayCache: List<Step?> get() = steps.replayCache

    override suspend fun collect(collector: FlowCollector<Step?>): Nothing = steps.collect(collector)
}
