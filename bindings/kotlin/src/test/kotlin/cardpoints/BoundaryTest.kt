package cardpoints

import cardpoints.sandbox.Sandbox
import cardpoints.sandbox.failNext
import cardpoints.sandbox.manners
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

/** What holds between Kotlin and the core, whatever comes. */
class BoundaryTest {
    @Test
    fun `the journey and the sandbox come from one library, each type once`() {
        assertTrue(manners().isNotEmpty())
        val event: Event = Play().use { play ->
            play.usual(play.until { it is Step.Send })
        }
        assertSame(Event.Received::class.java, event.javaClass)
        for (type in listOf("Journey", "Event", "Step", "Secret", "Request")) {
            assertThrows(ClassNotFoundException::class.java) { Class.forName("cardpoints.sandbox.$type") }
        }
    }

    @Test
    fun `a fault of ours comes as a step with words, at every kind of step, again and again`() {
        val kinds = Play().use { play -> play.through().let { play.steps.map { it.javaClass }.distinct() } }
        assertEquals(5, kinds.size)
        for (kind in kinds - Step.Done::class.java) {
            Play().use { play ->
                var step = play.until { it.javaClass == kind }
                failNext(play.journey)
                repeat(3) {
                    step = play.next(play.usual(step))
                    val done = step as Step.Done
                    assertEquals(Outcome.Broken, done.outcome)
                    assertTrue(done.words.title.isNotEmpty() && done.words.text.isNotEmpty())
                }
            }
        }
    }

    @Test
    fun `every event may come at every step, with good and with senseless contents`() {
        val length = Play().use { play -> play.through().let { play.steps.size } }
        var tried = 0
        for (nth in 0 until length) {
            for (event in everyEvent()) {
                Play(sandbox = Sandbox()).use { play ->
                    val at = play.at(nth)
                    val then = play.next(event(at))
                    assertTrue(then.words.title.isNotEmpty() || then.words.text.isNotEmpty())
                    tried++
                }
            }
        }
        assertTrue("$tried", tried > 400)
    }

    @Test
    fun `many threads may call one journey`() = Play().use { play ->
        val threads = 8
        val barrier = CyclicBarrier(threads)
        val pool = Executors.newFixedThreadPool(threads)
        val all = (1..threads).map { nth ->
            pool.submit {
                barrier.await()
                repeat(50) { play.journey.next(if (nth % 2 == 0) Event.Started else Event.Back) }
                play.journey.transcript()
            }
        }
        all.forEach(Future<*>::get)
        pool.shutdown()
        val asked = play.next(Event.Started)
        assertTrue("$asked", asked is Step.Send)
    }

    @Test
    fun `a closed journey throws, and doing it while others call crashes nothing`() {
        val journey = Play().journey
        journey.close()
        journey.close()
        assertThrows(IllegalStateException::class.java) { journey.next(Event.Started) }
        assertThrows(IllegalStateException::class.java) { journey.transcript() }
        repeat(20) {
            val shared = Play().journey
            val barrier = CyclicBarrier(3)
            val pool = Executors.newFixedThreadPool(2)
            val calling = (1..2).map {
                pool.submit {
                    barrier.await()
                    repeat(20) { runCatching { shared.next(Event.Started) }.onFailure { why -> check(why is IllegalStateException) } }
                }
            }
            barrier.await()
            shared.close()
            calling.forEach(Future<*>::get)
            pool.shutdown()
        }
    }

    @Test
    fun `dates, times and texts in several languages are those of the platform`() {
        val sandbox = Sandbox()
        val receipt = (Play(sandbox = sandbox).through().outcome as Outcome.Applied).receipt
        assertTrue(Duration.between(receipt.at, Instant.now()).abs() < Duration.ofMinutes(10))
        val standing = Play(Errand.STATUS, sandbox = sandbox).through().outcome as Outcome.Standing
        val applied = standing.status.facts.applied
        assertEquals(receipt.standing, applied)
        assertEquals(receipt.at, checkNotNull(standing.status.preregistered).at)
        val japan: LocalDate = receipt.at.atZone(ZoneId.of("Asia/Tokyo")).toLocalDate()
        for (measure in applied) {
            assertEquals(japan, measure.on)
            val names: Map<Language, String> = measure.serviceName
            assertEquals(Language.entries.toSet(), names.keys)
            assertTrue(names.values.all { it.isNotBlank() })
        }
        val report = (Play(Errand.CARD, sandbox = sandbox).through().outcome as Outcome.Card).report
        val certificate = checkNotNull(report.certificate)
        assertTrue(certificate.from < Instant.now() && Instant.now() < certificate.until)
    }

    /** Each kind of event, as it fits [Step] and as nobody would send it. */
    private fun everyEvent(): List<(Step) -> Event> {
        val nothing = Secret(ByteArray(0))
        val noise = Secret(ByteArray(3_000) { (it * 37).toByte() })
        fun id(step: Step) = (step as? Step.Send)?.request?.id ?: 1
        return listOf(
            { Event.Started },
            { Event.Back },
            { Event.Stopped },
            { Event.Lost },
            { Event.Change(Topic.SERVICE) },
            { Event.Change(Topic.PAGE) },
            { Event.Answered(Answer.Agreed) },
            { Event.Answered(Answer.Chosen(emptyList())) },
            { Event.Answered(Answer.Chosen(listOf("no", "no", "\u0000", "𝕏".repeat(1_000)))) },
            { Event.Answered(Answer.Filled(emptyList())) },
            { Event.Answered(Answer.Filled(listOf(Entry("", noise), Entry("id", nothing)))) },
            { Event.Answered(Answer.Password(nothing)) },
            { Event.Answered(Answer.Password(noise)) },
            { Event.Answered(Answer.Password(Secret("7319"))) },
            { Event.Arrived(Reader(65_544, true)) },
            { Event.Arrived(Reader(Int.MIN_VALUE, false)) },
            { Event.Replied(nothing) },
            { Event.Replied(noise) },
            { Event.Replied(Secret(byteArrayOf(0x90.toByte(), 0))) },
            { Event.Received(id(it), 200, nothing) },
            { Event.Received(id(it), Int.MIN_VALUE, noise) },
            { Event.Received(Int.MAX_VALUE, 200, Secret("{}")) },
            { Event.Unreachable(id(it)) },
            { Event.Unreachable(Int.MIN_VALUE) },
        )
    }
}
