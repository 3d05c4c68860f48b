package cardpoints.android

import cardpoints.Event
import cardpoints.Journey
import cardpoints.JourneyInterface
import cardpoints.Step
import cardpoints.TranscriptEntry

/** A journey that is made at its first event, on that event's thread: making it loads the library. */
internal class LazyJourney(make: () -> Journey) : JourneyInterface, AutoCloseable {
    private val journey = lazy(make)

    override fun next(event: Event): Step = journey.value.next(event)

    override fun transcript(): List<TranscriptEntry> = journey.value.transcript()

    override fun close() {
        if (journey.isInitialized()) journey.value.close()
    }
}
