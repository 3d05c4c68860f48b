package cardpoints.app

import android.os.Build
import android.os.Parcel
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import cardpoints.testing.ShadowCard
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertSame
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** What outlives an activity, what outlives the process, and what nothing outlives. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "en", application = PracticeApplication::class, shadows = [ShadowCard::class])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
internal class KeptTest {
    private val tongue = Tongue.ENGLISH
    private val phone by lazy { Phone() }
    private val stops by lazy { tongue.applying(phone) }

    @After
    fun close() = phone.close()

    @Test
    fun `every screen comes back after a rotation`() {
        for (stop in stops) {
            phone.sees(stop.sees)
            val before = phone.activity
            val session = phone.app.session
            phone.recreate().sees(stop.sees)
            assertFalse(before === phone.activity)
            assertSame(session, phone.app.session)
            stop.does(phone)
        }
    }

    @Test
    fun `a rotation keeps what was typed, and no secret`() {
        phone.walk(stops, "account").type(tongue.accountId, "4001713132").type(tongue.code, "0311").recreate()
        phone.sees(tongue.accountId)
        assertEquals("4001713132", phone.typed(tongue.accountId))
        assertEquals("", phone.typed(tongue.code))
    }

    @Test
    fun `a rotation empties the password`() {
        phone.walk(stops, "password").type(tongue.passwordField, "5093").recreate().sees(tongue.ready)
        assertEquals("", phone.typed(tongue.passwordField))
    }

    @Test
    fun `a dead process says so wherever something was under way`() {
        for (stop in stops.drop(1).dropLast(1)) {
            phone.walk(stops, stop.name).die()
            phone.sees(tongue.home)
            assertTrue(stop.name, phone.shows(tongue.interrupted))
            phone.touch(tongue.help).touch(tongue.goOn).until("help") { !phone.shows(tongue.home) }
            phone.back().sees(tongue.home)
            assertFalse("said once", phone.shows(tongue.interrupted))
        }
    }

    @Test
    fun `a dead process says nothing where nothing was under way`() {
        phone.sees(tongue.home).die()
        phone.sees(tongue.home)
        assertFalse(phone.shows(tongue.interrupted))
        phone.walk(stops, "receipt").die()
        phone.sees(tongue.home)
        assertFalse(phone.shows(tongue.interrupted))
    }

    @Test
    fun `nothing that was typed is saved`() {
        phone.walk(stops, "account").type(tongue.accountId, "4001713132").type(tongue.code, "0311")
        assertNothing(bytes(), "4001713132", "0311", "MP0000001")
        stops.first { it.name == "account" }.does(phone)
        phone.touch(tongue.agree).touch(tongue.confirm).type(tongue.passwordField, "5093")
        assertNothing(bytes(), "5093", "4001713132", "0311")
    }

    @Test
    fun `secrets are out of pictures of the screen`() {
        fun secure() = phone.activity.window.attributes.flags and FLAG_SECURE != 0
        phone.sees(tongue.home)
        assertFalse(secure())
        phone.walk(stops, "account")
        assertTrue(secure())
        stops.first { it.name == "account" }.does(phone)
        phone.sees(tongue.agree)
        assertFalse(secure())
        phone.touch(tongue.agree).touch(tongue.confirm).sees(tongue.ready)
        assertTrue(secure())
    }

    @Test
    fun `the screen stays on while a card is wanted, and only then`() {
        fun on() = phone.views().any { it.keepScreenOn }
        phone.walk(stops, "password")
        assertFalse(on())
        stops.first { it.name == "password" }.does(phone)
        phone.sees(tongue.layOn)
        assertTrue(on())
        phone.lay("hanako").sees(tongue.submitted)
        assertFalse(on())
    }

    @Test
    @Config(sdk = [Build.VERSION_CODES.S_V2])
    fun `back goes back by a question, as far as the first page, and leaves there`() {
        phone.walk(stops, "tap")
        for (stop in stops.dropLast(2).reversed()) phone.back().sees(stop.sees)
        assertFalse(phone.activity.isFinishing)
        phone.back()
        assertTrue(phone.activity.isFinishing)
    }

    @Test
    fun `back while the application may have left ends in words that say so`() {
        phone.walk(stops, "tap")
        phone.practice.network = { kotlinx.coroutines.awaitCancellation() }
        phone.lay("hanako").sees("Sending what your card has signed").back()
        phone.sees(tongue.stopped).sees("Your application may have arrived")
    }

    @Test
    fun `the journey ends with the app`() {
        phone.walk(stops, "account")
        phone.close()
        assertEquals(null, phone.app.session)
    }

    private fun bytes(): ByteArray {
        val state = android.os.Bundle()
        phone.controller.saveInstanceState(state)
        val parcel = Parcel.obtain()
        return try {
            parcel.writeBundle(state)
            parcel.marshall()
        } finally {
            parcel.recycle()
        }
    }

    private fun assertNothing(bytes: ByteArray, vararg typed: String) {
        val saved = listOf(Charsets.UTF_8, Charsets.UTF_16LE, Charsets.UTF_16BE).map { String(bytes, it) }
        for (secret in typed) assertFalse(secret, saved.any { secret in it })
        assertTrue("the search finds what is there", saved.any { "under way" in it })
    }
}
