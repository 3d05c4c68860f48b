package cardpoints.android

import cardpoints.Answer
import cardpoints.Event

/** Overwrites every secret of this event, once the journey has its own copy. */
internal fun Event.wipe() {
    when (this) {
        is Event.Answered -> answer.wipe()
        is Event.Replied -> reply.close()
        is Event.Received -> body.close()
        is Event.Started, is Event.Back, is Event.Change, is Event.SetLanguage, is Event.Stopped, is Event.Arrived,
        is Event.Lost, is Event.Unreachable,
        -> Unit
    }
}

private fun Answer.wipe() {
    when (this) {
        is Answer.Filled -> values.forEach { it.value.close() }
        is Answer.Password -> password.close()
        is Answer.Chosen, is Answer.Confirmed -> Unit
    }
}
