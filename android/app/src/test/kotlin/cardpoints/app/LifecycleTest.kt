package cardpoints.app

import android.os.Build
import android.os.Parcel
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import cardpoints.testing.ShadowCardIsoDep
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

/** What is kept after an activity or the process ends, and what is never saved. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "en", application = SandboxTestApplication::class, shadows = [ShadowCardIsoDep::class])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
internal class LifecycleTest {
    private val texts = ExpectedTexts.ENGLISH
    private val phone by lazy { TestPhone() }
    private val pages by lazy { texts.applying(phone) }

    @After
    fun close() = phone.close()

    @Test
    fun `every screen is restored after a rotation`() {
        for (page in pages) {
            phone.waitFor(page.expectedText)
            val before = phone.activity
            val journey = phone.app.journey
            phone.recreate().waitFor(page.expectedText)
            assertFalse(before === phone.activity)
            assertSame(journey, phone.app.journey)
            page.proceed(phone)
        }
    }

    @Test
    fun `a rotation keeps typed text, except secrets`() {
        phone.goTo(pages, "account").type(texts.accountId, "4001713132").type(texts.code, "0311").recreate()
        phone.waitFor(texts.accountId)
        assertEquals("4001713132", phone.typed(texts.accountId))
        assertEquals("", phone.typed(texts.code))
    }

    @Test
    fun `a rotation empties the password`() {
        phone.goTo(pages, "password").type(texts.passwordField, "5093").recreate().waitFor(texts.ready)
        assertEquals("", phone.typed(texts.passwordField))
    }

    @Test
    fun `after the process died during a journey, the first page says so`() {
        for (page in pages.drop(1).dropLast(1)) {
            phone.goTo(pages, page.name).killProcess()
            phone.waitFor(texts.home)
            assertTrue(page.name, phone.shows(texts.interrupted))
            phone.touch(texts.help).touch(texts.next).until("help") { !phone.shows(texts.home) }
            phone.back().waitFor(texts.home)
            assertFalse("only once", phone.shows(texts.interrupted))
        }
    }

    @Test
    fun `after the process died without a journey, the first page says nothing`() {
        phone.waitFor(texts.home).killProcess()
        phone.waitFor(texts.home)
        assertFalse(phone.shows(texts.interrupted))
        phone.goTo(pages, "receipt").killProcess()
        phone.waitFor(texts.home)
        assertFalse(phone.shows(texts.interrupted))
    }

    @Test
    fun `typed text is not saved`() {
        phone.goTo(pages, "account").type(texts.accountId, "4001713132").type(texts.code, "0311")
        assertContainsNone(savedState(), "4001713132", "0311", "MP0000001")
        pages.first { it.name == "account" }.proceed(phone)
        phone.touch(texts.agree).touch(texts.confirm).type(texts.passwordField, "5093")
        assertContainsNone(savedState(), "5093", "4001713132", "0311")
    }

    @Test
    fun `the window is secure while a secret is asked for`() {
        fun secure() = phone.activity.window.attributes.flags and FLAG_SECURE != 0
        phone.waitFor(texts.home)
        assertFalse(secure())
        phone.goTo(pages, "account")
        assertTrue(secure())
        pages.first { it.name == "account" }.proceed(phone)
        phone.waitFor(texts.agree)
        assertFalse(secure())
        phone.touch(texts.agree).touch(texts.confirm).waitFor(texts.ready)
        assertTrue(secure())
    }

    @Test
    fun `the screen stays on only while a card is needed`() {
        fun isKeptOn() = phone.views().any { it.keepScreenOn }
        phone.goTo(pages, "password")
        assertFalse(isKeptOn())
        pages.first { it.name == "password" }.proceed(phone)
        phone.waitFor(texts.placeCardTitle)
        assertTrue(isKeptOn())
        phone.placeCard("hanako").waitFor(texts.submitted)
        assertFalse(isKeptOn())
    }

    @Test
    @Config(sdk = [Build.VERSION_CODES.S_V2])
    fun `back goes through the questions to the first page, and then leaves the app`() {
        phone.goTo(pages, "tap")
        for (page in pages.dropLast(2).reversed()) phone.back().waitFor(page.expectedText)
        assertFalse(phone.activity.isFinishing)
        phone.back()
        assertTrue(phone.activity.isFinishing)
    }

    @Test
    fun `back while the application is being sent says that it may have arrived`() {
        phone.goTo(pages, "tap")
        phone.environment.network = { kotlinx.coroutines.awaitCancellation() }
        phone.placeCard("hanako").waitFor("Sending what your card has signed").back()
        phone.waitFor(texts.stopped).waitFor("Your application may have arrived")
    }

    @Test
    fun `the journey ends with the app`() {
        phone.goTo(pages, "account")
        phone.close()
        assertEquals(null, phone.app.journey)
    }

    private fun savedState(): ByteArray {
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

    private fun assertContainsNone(state: ByteArray, vararg typed: String) {
        val saved = listOf(Charsets.UTF_8, Charsets.UTF_16LE, Charsets.UTF_16BE).map { String(state, it) }
        for (secret in typed) assertFalse(secret, saved.any { secret in it })
        assertTrue("the search works", saved.any { "under way" in it })
    }
}
