package cardpoints.android

import cardpoints.Secret
import cardpoints.testing.ShadowCardIsoDep
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowNfcAdapter
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], shadows = [ShadowCardIsoDep::class])
class NfcCardReaderTest {
    private val phone = TestPhone()
    private val card = phone.sandbox.card("hanako")!!
    private val reader = phone.reader

    private fun select() =
        Secret(byteArrayOf(0, 0xA4.toByte(), 4, 12, 10, 0xD3.toByte(), 0x92.toByte(), 0xF0.toByte(), 0, 38, 1, 0, 0, 0, 1))

    private fun test(body: suspend () -> Unit) = runBlocking { withTimeout(TestPhone.TIMEOUT_MS) { body() } }

    @Test
    fun `a phone without NFC is reported`() {
        ShadowNfcAdapter.reset()
        val packageManager = RuntimeEnvironment.getApplication().packageManager
        org.robolectric.Shadows.shadowOf(packageManager).setSystemFeature(android.content.pm.PackageManager.FEATURE_NFC, false)
        ShadowNfcAdapter.setNfcHardwareExists(false)
        assertEquals(ScanProblem.NFC_MISSING, NfcCardReader(phone.app).scanProblem.value)
    }

    @Test
    fun `NFC switched off is reported at once, and cards are read once it is on again`() = test {
        phone.nfc.setEnabled(false)
        assertEquals(ScanProblem.NFC_OFF, reader.scanProblem.value)
        reader.pause(phone.controller.get())
        assertFalse(phone.nfc.isListening)
        reader.resume(phone.controller.get())
        assertFalse("reader mode with NFC off", phone.nfc.isListening)

        phone.nfc.setEnabled(true)
        assertNull(reader.scanProblem.value)
        phone.nfc.placeCard(card)
        reader.tap()
        assertNotNull(reader.transmit(select()))
    }

    @Test
    fun `two cards at once count as none, until one of them is present alone`() = test {
        ShadowCardIsoDep.card = card
        phone.nfc.placeSeveralCards()
        assertEquals(ScanProblem.SEVERAL_CARDS, reader.scanProblem.value)
        phone.nfc.placeCard(card)
        assertNull(reader.scanProblem.value)
        reader.tap()
        assertNotNull(reader.transmit(select()))
    }

    @Test
    fun `a tag without ISO 7816-4 answers like an unknown card`() = test {
        phone.nfc.placeForeignTag()
        assertEquals(261, reader.tap().maxCommandBytes)
        assertEquals(Secret(byteArrayOf(0x6E, 0)), reader.transmit(select()))
        assertEquals(Secret(byteArrayOf(0x6E, 0)), reader.transmit(select()))
    }

    @Test
    fun `the largest command is that of the phone`() = test {
        for (maxCommandBytes in listOf(65_279, 261, 253)) {
            ShadowCardIsoDep.maxCommandBytes = maxCommandBytes
            phone.nfc.placeCard(card)
            assertEquals(maxCommandBytes, reader.tap().maxCommandBytes)
            reader.end()
        }
    }

    @Test
    fun `a card that stays present while a question is answered is used again`() = test {
        phone.nfc.placeCard(card)
        reader.tap()
        reader.end()
        assertNull("disconnected", reader.transmit(select()))
        reader.tap()
        assertNotNull(reader.transmit(select()))
    }

    @Test
    fun `a card whose connection failed counts only once it is presented again`() = test {
        phone.nfc.placeCard(card)
        reader.tap()
        runBlocking {
            val next = async(start = CoroutineStart.UNDISPATCHED) { reader.tap() }
            // Queued behind the tap: once this returns, the tap waits or has returned.
            reader.transmit(select())
            assertFalse(next.isCompleted)
            phone.nfc.placeCard(card)
            next.await()
        }
        assertNotNull(reader.transmit(select()))
    }

    @Test
    fun `a card that was removed before it is asked for is waited for`() = test {
        phone.nfc.placeCard(card)
        phone.nfc.removeCard()
        runBlocking {
            val next = async(start = CoroutineStart.UNDISPATCHED) { reader.tap() }
            assertNull(reader.transmit(select()))
            assertFalse(next.isCompleted)
            phone.nfc.placeCard(card)
            next.await()
        }
    }

    @Test
    fun `the card never gets two commands at once`() = test {
        phone.nfc.placeCard(card)
        reader.tap()
        val (active, maxActive) = AtomicInteger() to AtomicInteger()
        val (first, release) = CountDownLatch(1) to CountDownLatch(1)
        ShadowCardIsoDep.beforeTransceive = {
            maxActive.accumulateAndGet(active.incrementAndGet(), ::maxOf)
            first.countDown()
            release.await()
            active.decrementAndGet()
        }
        runBlocking {
            val all = List(8) { async(start = CoroutineStart.UNDISPATCHED) { reader.transmit(select()) } }
            first.await()
            release.countDown()
            all.forEach { assertNotNull(it.await()) }
        }
        assertEquals(1, maxActive.get())
    }

    @Test
    fun `it listens after the card was read, and only for the activity in the foreground`() = test {
        phone.nfc.placeCard(card)
        reader.tap()
        reader.end()
        assertTrue(phone.nfc.isListening)
        val other = org.robolectric.Robolectric.buildActivity(android.app.Activity::class.java).create().start().resume().get()
        reader.resume(other)
        reader.pause(phone.controller.get())
        assertTrue("another one is in the foreground", phone.nfc.isListening)
        reader.pause(other)
        assertFalse(phone.nfc.isListening)
    }

    @Test
    fun `an activity that is destroyed without a pause does no harm`() {
        phone.controller.pause().stop().destroy()
        phone.nfc.setEnabled(true)
        reader.pause(phone.controller.get())
    }
}
