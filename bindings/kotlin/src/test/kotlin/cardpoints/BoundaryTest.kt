package cardpoints

import cardpoints.sandbox.Sandbox
import cardpoints.sandbox.cardBehaviours
import cardpoints.sandbox.failNext
import cardpoints.testing.SandboxJourney
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors
import java.util.concurrent.Future
import org.junit.Assert.assertEquals
import org.junit.Assert.assertSame
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

/** The boundary between Kotlin and the core, with every input. */
class BoundaryTest {
    @Test
    fun `the journey and the sandbox share one library, with each type once`() {
        assertTrue(cardBehaviours().isNotEmpty())
        val event: Event = SandboxJourney().use { player ->
            player.usualEvent(player.until { it is Step.Send })
        }
        assertSame(Event.Received::class.java, event.javaClass)
        for (type in listOf("Journey", "Event", "Step", "Secret", "HttpRequest")) {
            assertThrows(ClassNotFoundException::class.java) { Class.forName("cardpoints.sandbox.$type") }
        }
    }

    @Test
    fun `a panic becomes a step with text, at every kind of step, also repeatedly`() {
        val kinds = SandboxJourney().use { player -> player.finish().let { player.steps.map { it.javaClass }.distinct() } }
        assertEquals(5, kinds.size)
        for (kind in kinds - Step.Done::class.java) {
            SandboxJourney().use { player ->
                var step = player.until { it.javaClass == kind }
                failNext(player.journey)
                repeat(3) {
                    step = player.next(player.usualEvent(step))
                    val done = step as Step.Done
                    assertEquals(Outcome.InternalError, done.outcome)
                    assertTrue(done.text.title.isNotEmpty() && done.text.paragraphs.isNotEmpty())
                }
            }
        }
    }

    @Test
    fun `every event is allowed at every step, with valid and with invalid content`() {
        val length = SandboxJourney().use { player -> player.finish().let { player.steps.size } }
        var cases = 0
        for (nth in 0 until length) {
            for (event in everyEvent()) {
                SandboxJourney(sandbox = Sandbox()).use { player ->
                    val step = player.until { player.steps.size > nth }
                    val next = player.next(event(step))
                    assertTrue(next.screenText.title.isNotEmpty() || next.screenText.paragraphs.isNotEmpty())
                    cases++
                }
            }
        }
        assertTrue("$cases", cases > 400)
    }

    @Test
    fun `several threads may call one journey`() = SandboxJourney().use { player ->
        val threads = 8
        val barrier = CyclicBarrier(threads)
        val pool = Executors.newFixedThreadPool(threads)
        val all = (1..threads).map { nth ->
            pool.submit {
                barrier.await()
                repeat(50) { player.journey.next(if (nth % 2 == 0) Event.Started else Event.Back) }
                player.journey.transcript()
            }
        }
        all.forEach(Future<*>::get)
        pool.shutdown()
        val asked = player.next(Event.Started)
        assertTrue("$asked", asked is Step.Send)
    }

    @Test
    fun `a closed journey throws, and closing it during other calls is safe`() {
        val journey = SandboxJourney().journey
        journey.close()
        journey.close()
        assertThrows(IllegalStateException::class.java) { journey.next(Event.Started) }
        assertThrows(IllegalStateException::class.java) { journey.transcript() }
        repeat(20) {
            val shared = SandboxJourney().journey
            val barrier = CyclicBarrier(3)
            val pool = Executors.newFixedThreadPool(2)
            val calling = (1..2).map {
                pool.submit {
                    barrier.await()
                    repeat(20) { runCatching { shared.next(Event.Started) }.onFailure { failure -> check(failure is IllegalStateException) } }
                }
            }
            barrier.await()
            shared.close()
            calling.forEach(Future<*>::get)
            pool.shutdown()
        }
    }

    @Test
    fun `dates, times and localized texts have the platform's types`() {
        val sandbox = Sandbox()
        val receipt = (SandboxJourney(sandbox = sandbox).finish().outcome as Outcome.Applied).receipt
        assertTrue(Duration.between(receipt.at, Instant.now()).abs() < Duration.ofMinutes(10))
        val statusOutcome = SandboxJourney(JourneyKind.STATUS, sandbox = sandbox).finish().outcome as Outcome.Status
        val applied = statusOutcome.status.facts.applied
        assertEquals(receipt.applied, applied)
        assertEquals(receipt.at, checkNotNull(statusOutcome.status.preregistered).at)
        val japan: LocalDate = receipt.at.atZone(ZoneId.of("Asia/Tokyo")).toLocalDate()
        for (measure in applied) {
            assertEquals(japan, measure.on)
            val names: Map<Language, String> = measure.serviceName
            assertEquals(Language.entries.toSet(), names.keys)
            assertTrue(names.values.all { it.isNotBlank() })
        }
        val report = (SandboxJourney(JourneyKind.CARD, sandbox = sandbox).finish().outcome as Outcome.Card).report
        val certificate = checkNotNull(report.certificate)
        assertTrue(certificate.notBefore < Instant.now() && Instant.now() < certificate.notAfter)
    }

    /** Each kind of event, with content that fits the [Step] and with content that no shell sends. */
    private fun everyEvent(): List<(Step) -> Event> {
        val empty = Secret(ByteArray(0))
        val noise = Secret(ByteArray(3_000) { (it * 37).toByte() })
        fun id(step: Step) = (step as? Step.Send)?.request?.id ?: 1
        return listOf(
            { Event.Started },
            { Event.Back },
            { Event.Stopped },
            { Event.Lost },
            { Event.Change(Topic.SERVICE) },
            { Event.Change(Topic.HELP_PAGE) },
            { Event.Answered(Answer.Confirmed) },
            { Event.Answered(Answer.Chosen(emptyList())) },
            { Event.Answered(Answer.Chosen(listOf("no", "no", "\u0000", "𝕏".repeat(1_000)))) },
            { Event.Answered(Answer.Filled(emptyList())) },
            { Event.Answered(Answer.Filled(listOf(FieldValue("", noise), FieldValue("id", empty)))) },
            { Event.Answered(Answer.Password(empty)) },
            { Event.Answered(Answer.Password(noise)) },
            { Event.Answered(Answer.Password(Secret("7319"))) },
            { Event.Arrived(ReaderCapabilities(65_544, true)) },
            { Event.Arrived(ReaderCapabilities(Int.MIN_VALUE, false)) },
            { Event.Replied(empty) },
            { Event.Replied(noise) },
            { Event.Replied(Secret(byteArrayOf(0x90.toByte(), 0))) },
            { Event.Received(id(it), 200, empty) },
            { Event.Received(id(it), Int.MIN_VALUE, noise) },
            { Event.Received(Int.MAX_VALUE, 200, Secret("{}")) },
            { Event.Unreachable(id(it)) },
            { Event.Unreachable(Int.MIN_VALUE) },
        )
    }
}
