package cardpoints.android

import cardpoints.Event
import cardpoints.Exchange
import cardpoints.Journey
import cardpoints.JourneyInterface
import cardpoints.Step

/** A journey that is made by its first event, on that thread: making one loads the library. */
internal class LateJourney(make: () -> Journey) : JourneyInterface, AutoCloseable {
    private val made = lazy(make)

    override fun next(event: Event): Step = made.value.next(event)

    override fun transcript(): List<Exchange> = made.value.transcript()

    override fun close() {
        if (made.isInitialized()) made.value.close()
    }
}
