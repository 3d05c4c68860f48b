package cardpoints.benchmark

import cardpoints.Device
import cardpoints.Event
import cardpoints.Journey
import cardpoints.JourneyKind
import cardpoints.Language
import cardpoints.Step
import cardpoints.testing.SandboxJourney
import kotlin.system.exitProcess

/**
 * Measures the cost of the boundary. Arguments: `HELD-MS CORE-US`, the estimated time of the card and the core's own time for
 * the same journey, from the Rust benchmark. Run by `bindings/benchmark`.
 */
fun main(arguments: Array<String>) {
    val (held, core) = arguments.map(String::toDouble)
    val begun = System.nanoTime()
    Journey(JourneyKind.APPLY, Language.ENGLISH, "https://points.example", Device.ANDROID).use { it.next(Event.Started) }
    val first = (System.nanoTime() - begun) / 1e6

    val runs = List(RUNS) { measure() }
    val (steps, micros) = runs.drop(RUNS / 2).minBy { it.second }
    val cold = runs.first().second
    fun row(what: String, value: Double, unit: String) = println("%-58s %10.2f %s".format(what, value, unit))
    row("from nothing to the first step, library loaded by JNA", first, "ms")
    row("a whole journey from Kotlin, the first in this process", cold, "µs")
    row("a whole journey from Kotlin, warm ($steps steps)", micros, "µs")
    row("the same journey in Rust", core, "µs")
    row("a step over the boundary, all included", micros / steps, "µs")
    row("the boundary's part of a step", (micros - core) / steps, "µs")
    row("the card's estimated time", held, "ms")
    row("the boundary's share of it, warm", (micros - core) / (held * 1e3) * 100, "%")
    row("the boundary's share of it, first journey", (cold - core) / (held * 1e3) * 100, "%")
    exitProcess(0)
}

/** Steps, and microseconds spent in `next`, of one journey to the receipt. */
private fun measure(): Pair<Int, Double> = SandboxJourney().use { player ->
    var spent = 0L
    var steps = 0
    fun next(event: Event): Step {
        val begun = System.nanoTime()
        return player.journey.next(event).also {
            spent += System.nanoTime() - begun
            steps++
        }
    }
    var step = next(Event.Started)
    while (step !is Step.Done) {
        if (step is Step.Tap) player.card.powerOff()
        step = next(player.usualEvent(step))
    }
    steps to spent / 1e3
}

private const val RUNS = 400
