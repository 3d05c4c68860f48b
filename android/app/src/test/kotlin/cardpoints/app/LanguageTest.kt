package cardpoints.app

import android.app.LocaleManager
import android.os.Build
import cardpoints.testing.ShadowCardIsoDep
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertSame
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** The system's language, and the choice in the app. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "en", application = SandboxTestApplication::class, shadows = [ShadowCardIsoDep::class])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
internal class LanguageTest {
    private val phone by lazy { TestPhone() }

    @After
    fun close() = phone.close()

    @Test
    @Config(sdk = [Build.VERSION_CODES.S_V2])
    fun `below Android 13 the app keeps the choice`() {
        phone.waitFor(ExpectedTexts.ENGLISH.home).touch(JAPANESE).waitFor(ExpectedTexts.JAPANESE.apply)
        phone.touch(PLAIN_JAPANESE).waitFor(ExpectedTexts.PLAIN.apply)
        phone.killProcess()
        phone.waitFor(ExpectedTexts.PLAIN.apply)
        phone.touch(ENGLISH).waitFor(ExpectedTexts.ENGLISH.home)
    }

    @Test
    fun `from Android 13 on the system keeps the choice`() {
        for ((name, tag, texts) in listOf(Triple(PLAIN_JAPANESE, "ja-simple", ExpectedTexts.PLAIN), Triple(ENGLISH, "en", ExpectedTexts.ENGLISH), Triple(JAPANESE, "ja", ExpectedTexts.JAPANESE))) {
            phone.touch(name)
            assertEquals(tag, phone.app.getSystemService(LocaleManager::class.java).applicationLocales.toLanguageTags())
            changeSystemLanguage(texts)
            phone.waitFor(texts.apply)
            phone.killProcess()
            phone.waitFor(texts.apply)
        }
    }

    @Test
    fun `after a switch of language the journey continues, and no answer is lost`() {
        phone.goTo(ExpectedTexts.ENGLISH.applying(phone), "summary").touch(PLAIN_JAPANESE).waitFor(ExpectedTexts.PLAIN.summary)
        changeSystemLanguage(ExpectedTexts.PLAIN)
        val journey = phone.app.journey
        ExpectedTexts.PLAIN.applying(phone).dropWhile { it.name != "summary" }.dropLast(1).forEach { it.proceed(phone.waitFor(it.expectedText)) }
        phone.waitFor(ExpectedTexts.PLAIN.submitted)
        assertSame(journey, phone.app.journey)
    }

    @Test
    fun `where something is typed no languages are offered, and the system's switch keeps the text`() {
        phone.goTo(ExpectedTexts.ENGLISH.applying(phone), "account").type(ExpectedTexts.ENGLISH.accountId, "4001713132")
        assertFalse(phone.shows(JAPANESE))
        changeSystemLanguage(ExpectedTexts.JAPANESE)
        phone.waitFor(ExpectedTexts.JAPANESE.useAccount)
        assertEquals("4001713132", phone.typed(ExpectedTexts.JAPANESE.accountId))
        ExpectedTexts.JAPANESE.applying(phone).dropWhile { it.name != "account" }.forEach { it.proceed(phone.waitFor(it.expectedText)) }
        phone.waitFor(ExpectedTexts.JAPANESE.home)
    }

    @Test
    fun `where a card is asked for, the system's switch takes effect too`() {
        phone.goTo(ExpectedTexts.ENGLISH.applying(phone), "tap")
        changeSystemLanguage(ExpectedTexts.PLAIN)
        phone.waitFor(ExpectedTexts.PLAIN.stop).placeCard("hanako").waitFor(ExpectedTexts.PLAIN.submitted)
    }

    private fun changeSystemLanguage(texts: ExpectedTexts) {
        texts.setAsSystemLanguage()
        phone.recreate()
    }

    private companion object {
        const val ENGLISH = "English"
        const val JAPANESE = "日本語"
        const val PLAIN_JAPANESE = "やさしい日本語"
    }
}
