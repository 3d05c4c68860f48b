package cardpoints

import cardpoints.sandbox.Sandbox
import com.sun.net.httpserver.HttpServer
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.ServerSocket
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

/** The library's HTTP sender against a server of the JDK. */
class HttpSenderTest {
    private val sandbox = Sandbox()
    private val sender = HttpSender(emptyList())
    private val pool = Executors.newCachedThreadPool()
    private val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0).also {
        it.executor = pool
        it.start()
    }
    private val address = "http://127.0.0.1:${server.address.port}"

    @After
    fun end() {
        server.stop(0)
        pool.shutdownNow()
        sender.close()
    }

    @Test
    fun `a journey starts over HTTP`() {
        server.createContext("/") { exchange ->
            val body = Secret(exchange.requestBody.readBytes())
            val method = HttpMethod.valueOf(exchange.requestMethod)
            val request = HttpRequest(1, method, sandbox.address() + exchange.requestURI, body, 0, 1_000)
            val answer = sandbox.answer(request) as Event.Received
            exchange.sendResponseHeaders(answer.status, answer.body.bytes.size.toLong())
            exchange.responseBody.use { it.write(answer.body.bytes) }
        }
        Journey(JourneyKind.APPLY, Language.ENGLISH, address, Device.ANDROID, true).use { journey ->
            var step = journey.next(Event.Started)
            while (step is Step.Send) step = journey.next(runBlocking { sender.send(step.request) })
            assertTrue("$step", step is Step.Ask)
            assertEquals(emptyList<AnswerProblem>(), (step as Step.Ask).question.problems)
        }
    }

    @Test
    fun `a closed port is unreachable`() {
        val port = ServerSocket(0).use { it.localPort }
        assertEquals(Event.Unreachable(7), runBlocking { sender.send(request("http://127.0.0.1:$port/v1/programme")) })
    }

    @Test
    fun `no other host is reached without a root certificate`() {
        assertEquals(Event.Unreachable(7), runBlocking { sender.send(request("http://192.0.2.1/v1/programme")) })
    }

    @Test
    fun `an invalid certificate is reported`() {
        val error = assertThrows(HttpSenderException.Root::class.java) { HttpSender(listOf(byteArrayOf(1, 2, 3))) }
        assertTrue(error.message.orEmpty(), error.message.orEmpty().startsWith("root certificate 0"))
    }

    @Test
    fun `a cancelled coroutine does not wait for the reply, and the journey stops`() {
        val received = CompletableDeferred<Unit>()
        val release = CountDownLatch(1)
        server.createContext("/") {
            received.complete(Unit)
            release.await()
            it.close()
        }
        runBlocking {
            Journey(JourneyKind.APPLY, Language.ENGLISH, address, Device.ANDROID, true).use { journey ->
                val step = journey.next(Event.Started) as Step.Send
                val sending = async(Dispatchers.IO) { sender.send(step.request) }
                received.await()
                sending.cancelAndJoin()
                assertTrue(sending.isCancelled)
                val done = journey.next(Event.Stopped) as Step.Done
                assertEquals(Outcome.Stopped(SubmissionState.NOT_SENT), done.outcome)
            }
        }
        release.countDown()
    }

    private fun request(url: String) = HttpRequest(7, HttpMethod.GET, url, Secret(ByteArray(0)), 0, 5_000)
}
