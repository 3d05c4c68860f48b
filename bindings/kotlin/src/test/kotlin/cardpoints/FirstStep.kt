package cardpoints

/** Runs the first step of a journey with the library on `jna.library.path`, which may have been built without the sandbox. */
fun main() {
    Journey(JourneyKind.APPLY, Language.ENGLISH, "https://points.example", Device.ANDROID).use { journey ->
        val step = journey.next(Event.Started) as Step.Send
        check(step.request.url.startsWith("https://points.example/")) { step.request.url }
        println("A first step: ${step.request.method} ${step.request.url}")
    }
}
