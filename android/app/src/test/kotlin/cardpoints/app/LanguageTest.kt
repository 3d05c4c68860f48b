package cardpoints.app

import android.app.LocaleManager
import android.os.Build
import cardpoints.testing.ShadowCard
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** The system's language, and the person's own choice in the app. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "en", application = PracticeApplication::class, shadows = [ShadowCard::class])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
internal class LanguageTest {
    private val phone by lazy { Phone() }

    @After
    fun close() = phone.close()

    @Test
    @Config(sdk = [Build.VERSION_CODES.S_V2])
    fun `below Android 13 the app keeps the choice, and begins anew in it`() {
        phone.sees(Tongue.ENGLISH.home).touch(Tongue.ENGLISH.otherLanguage).sees(Tongue.JAPANESE.home)
        phone.die()
        phone.sees(Tongue.JAPANESE.home)
        phone.touch(Tongue.JAPANESE.otherLanguage).sees(Tongue.ENGLISH.home)
    }

    @Test
    fun `from Android 13 on the system keeps the choice`() {
        phone.sees(Tongue.ENGLISH.home).touch(Tongue.ENGLISH.otherLanguage)
        assertEquals("ja", phone.app.getSystemService(LocaleManager::class.java).applicationLocales.toLanguageTags())
        systemTurnsTo("ja")
        phone.sees(Tongue.JAPANESE.home)
    }

    @Test
    fun `a journey keeps its language, and the next one has the new one`() {
        val stops = Tongue.ENGLISH.applying(phone)
        phone.walk(stops, "account")
        assertFalse("offered on the first page alone", phone.shows(Tongue.ENGLISH.otherLanguage))
        systemTurnsTo("ja")
        phone.sees(Tongue.ENGLISH.takeAccount)
        stops.dropWhile { it.name != "account" }.forEach { it.does(phone.sees(it.sees)) }
        phone.sees(Tongue.JAPANESE.home)
    }

    private fun systemTurnsTo(language: String) {
        RuntimeEnvironment.setQualifiers("+$language")
        phone.recreate()
    }
}
