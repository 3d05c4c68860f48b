package cardpoints.android

import cardpoints.Secret
import cardpoints.testing.ShadowCard
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
@Config(sdk = [34], shadows = [ShadowCard::class])
class CardReaderTest {
    private val phone = Phone()
    private val card = phone.sandbox.card("hanako")!!
    private val reader = phone.reader

    private fun select() =
        Secret(byteArrayOf(0, 0xA4.toByte(), 4, 12, 10, 0xD3.toByte(), 0x92.toByte(), 0xF0.toByte(), 0, 38, 1, 0, 0, 0, 1))

    private fun test(body: suspend () -> Unit) = runBlocking { withTimeout(Phone.HANG) { body() } }

    @Test
    fun `a phone without NFC says so`() {
        ShadowNfcAdapter.reset()
        val none = RuntimeEnvironment.getApplication().packageManager
        org.robolectric.Shadows.shadowOf(none).setSystemFeature(android.content.pm.PackageManager.FEATURE_NFC, false)
        ShadowNfcAdapter.setNfcHardwareExists(false)
        assertEquals(Hindrance.NFC_MISSING, CardReader(phone.app).hindrance.value)
    }

    @Test
    fun `NFC switched off is said at once, and switched on again brings cards`() = test {
        phone.field.switch(on = false)
        assertEquals(Hindrance.NFC_OFF, reader.hindrance.value)
        reader.pause(phone.controller.get())
        assertFalse(phone.field.listens)
        reader.resume(phone.controller.get())
        assertFalse("reader mode with NFC off", phone.field.listens)

        phone.field.switch(on = true)
        assertNull(reader.hindrance.value)
        phone.field.lay(card)
        reader.tap()
        assertNotNull(reader.transmit(select()))
    }

    @Test
    fun `two cards at once are no card, until one of them lies there alone`() = test {
        ShadowCard.card = card
        phone.field.laySeveral()
        assertEquals(Hindrance.SEVERAL_CARDS, reader.hindrance.value)
        phone.field.lay(card)
        assertNull(reader.hindrance.value)
        reader.tap()
        assertNotNull(reader.transmit(select()))
    }

    @Test
    fun `what speaks no ISO 7816-4 answers as a card that is not ours`() = test {
        phone.field.layStranger()
        assertEquals(261, reader.tap().largest)
        assertEquals(Secret(byteArrayOf(0x6E, 0)), reader.transmit(select()))
        assertEquals(Secret(byteArrayOf(0x6E, 0)), reader.transmit(select()))
    }

    @Test
    fun `the largest command is the phone's`() = test {
        for (largest in listOf(65_279, 261, 253)) {
            ShadowCard.largest = largest
            phone.field.lay(card)
            assertEquals(largest, reader.tap().largest)
            reader.end()
        }
    }

    @Test
    fun `a card left lying while a question was answered is used again`() = test {
        phone.field.lay(card)
        reader.tap()
        reader.end()
        assertNull("the session has ended", reader.transmit(select()))
        reader.tap()
        assertNotNull(reader.transmit(select()))
    }

    @Test
    fun `a card whose session failed counts only when laid on anew`() = test {
        phone.field.lay(card)
        reader.tap()
        runBlocking {
            val next = async(start = CoroutineStart.UNDISPATCHED) { reader.tap() }
            // In line behind it: once this has come back, the tap waits or is done.
            reader.transmit(select())
            assertFalse(next.isCompleted)
            phone.field.lay(card)
            next.await()
        }
        assertNotNull(reader.transmit(select()))
    }

    @Test
    fun `a card that is gone by the time it is asked for is waited for`() = test {
        phone.field.lay(card)
        phone.field.takeAway()
        runBlocking {
            val next = async(start = CoroutineStart.UNDISPATCHED) { reader.tap() }
            assertNull(reader.transmit(select()))
            assertFalse(next.isCompleted)
            phone.field.lay(card)
            next.await()
        }
    }

    @Test
    fun `two commands are never with the card at once`() = test {
        phone.field.lay(card)
        reader.tap()
        val (there, most) = AtomicInteger() to AtomicInteger()
        val (first, go) = CountDownLatch(1) to CountDownLatch(1)
        ShadowCard.before = {
            most.accumulateAndGet(there.incrementAndGet(), ::maxOf)
            first.countDown()
            go.await()
            there.decrementAndGet()
        }
        runBlocking {
            val all = List(8) { async(start = CoroutineStart.UNDISPATCHED) { reader.transmit(select()) } }
            first.await()
            go.countDown()
            all.forEach { assertNotNull(it.await()) }
        }
        assertEquals(1, most.get())
    }

    @Test
    fun `it listens after the card was read, and only for the activity in front`() = test {
        phone.field.lay(card)
        reader.tap()
        reader.end()
        assertTrue(phone.field.listens)
        val other = org.robolectric.Robolectric.buildActivity(android.app.Activity::class.java).create().start().resume().get()
        reader.resume(other)
        reader.pause(phone.controller.get())
        assertTrue("another one is in front", phone.field.listens)
        reader.pause(other)
        assertFalse(phone.field.listens)
    }

    @Test
    fun `an activity that is destroyed without a pause does no harm`() {
        phone.controller.pause().stop().destroy()
        phone.field.switch(on = true)
        reader.pause(phone.controller.get())
    }
}
