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

/** The library's own sender, against a server of the JDK. */
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
    fun `a journey begins over HTTP`() {
        server.createContext("/") { exchange ->
            val body = Secret(exchange.requestBody.readBytes())
            val method = Method.valueOf(exchange.requestMethod)
            val request = Request(1, method, sandbox.address() + exchange.requestURI, body, 0, 1_000)
            val answer = sandbox.answer(request) as Event.Received
            exchange.sendResponseHeaders(answer.status, answer.body.bytes.size.toLong())
            exchange.responseBody.use { it.write(answer.body.bytes) }
        }
        Journey(Errand.APPLY, Language.ENGLISH, address, Device.ANDROID, true).use { journey ->
            var step = journey.next(Event.Started)
            while (step is Step.Send) step = journey.next(runBlocking { sender.send(step.request) })
            assertTrue("$step", step is Step.Ask)
            assertEquals(null, (step as Step.Ask).question.problem)
        }
    }

    @Test
    fun `a port where nobody listens is unreachable`() {
        val port = ServerSocket(0).use { it.localPort }
        assertEquals(Event.Unreachable(7), runBlocking { sender.send(request("http://127.0.0.1:$port/v1/programme")) })
    }

    @Test
    fun `no other host is reached without a root`() {
        assertEquals(Event.Unreachable(7), runBlocking { sender.send(request("http://192.0.2.1/v1/programme")) })
    }

    @Test
    fun `what is no certificate is told`() {
        val why = assertThrows(Unusable.Root::class.java) { HttpSender(listOf(byteArrayOf(1, 2, 3))) }
        assertTrue(why.message.orEmpty(), why.message.orEmpty().startsWith("root certificate 0"))
    }

    @Test
    fun `a cancelled coroutine does not wait for the reply, and the journey stops as ever`() {
        val came = CompletableDeferred<Unit>()
        val ended = CountDownLatch(1)
        server.createContext("/") {
            came.complete(Unit)
            ended.await()
            it.close()
        }
        runBlocking {
            Journey(Errand.APPLY, Language.ENGLISH, address, Device.ANDROID, true).use { journey ->
                val step = journey.next(Event.Started) as Step.Send
                val sending = async(Dispatchers.IO) { sender.send(step.request) }
                came.await()
                sending.cancelAndJoin()
                assertTrue(sending.isCancelled)
                val done = journey.next(Event.Stopped) as Step.Done
                assertEquals(Outcome.Stopped(Sent.NOTHING), done.outcome)
            }
        }
        ended.countDown()
    }

    private fun request(url: String) = Request(7, Method.GET, url, Secret(ByteArray(0)), 0, 5_000)
}
