package cardpoints.app

import android.app.LocaleManager
import android.os.Build
import cardpoints.testing.ShadowCard
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertSame
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
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
    fun `below Android 13 the app keeps the choice`() {
        phone.sees(Tongue.ENGLISH.home).touch(JAPANESE).sees(Tongue.JAPANESE.apply)
        phone.touch(PLAIN_JAPANESE).sees(Tongue.PLAIN.apply)
        phone.die()
        phone.sees(Tongue.PLAIN.apply)
        phone.touch(ENGLISH).sees(Tongue.ENGLISH.home)
    }

    @Test
    fun `from Android 13 on the system keeps the choice`() {
        for ((name, tag, tongue) in listOf(Triple(PLAIN_JAPANESE, "ja-simple", Tongue.PLAIN), Triple(ENGLISH, "en", Tongue.ENGLISH), Triple(JAPANESE, "ja", Tongue.JAPANESE))) {
            phone.touch(name)
            assertEquals(tag, phone.app.getSystemService(LocaleManager::class.java).applicationLocales.toLanguageTags())
            systemTurnsTo(tongue)
            phone.sees(tongue.apply)
            phone.die()
            phone.sees(tongue.apply)
        }
    }

    @Test
    fun `whoever switches in the middle goes on in the other language, and loses no answer`() {
        phone.walk(Tongue.ENGLISH.applying(phone), "summary").touch(PLAIN_JAPANESE).sees(Tongue.PLAIN.summary)
        systemTurnsTo(Tongue.PLAIN)
        val session = phone.app.session
        Tongue.PLAIN.applying(phone).dropWhile { it.name != "summary" }.dropLast(1).forEach { it.does(phone.sees(it.sees)) }
        phone.sees(Tongue.PLAIN.submitted)
        assertSame(session, phone.app.session)
    }

    @Test
    fun `where something is typed no switch is in the way, and the system's own one loses nothing of it`() {
        phone.walk(Tongue.ENGLISH.applying(phone), "account").type(Tongue.ENGLISH.accountId, "4001713132")
        assertFalse(phone.shows(JAPANESE))
        systemTurnsTo(Tongue.JAPANESE)
        phone.sees(Tongue.JAPANESE.takeAccount)
        assertEquals("4001713132", phone.typed(Tongue.JAPANESE.accountId))
        Tongue.JAPANESE.applying(phone).dropWhile { it.name != "account" }.forEach { it.does(phone.sees(it.sees)) }
        phone.sees(Tongue.JAPANESE.home)
    }

    @Test
    fun `where a card is asked for, the system's switch counts too`() {
        phone.walk(Tongue.ENGLISH.applying(phone), "tap")
        systemTurnsTo(Tongue.PLAIN)
        phone.sees(Tongue.PLAIN.stop).lay("hanako").sees(Tongue.PLAIN.submitted)
    }

    private fun systemTurnsTo(tongue: Tongue) {
        tongue.ofTheSystem()
        phone.recreate()
    }

    private companion object {
        const val ENGLISH = "English"
        const val JAPANESE = "日本語"
        const val PLAIN_JAPANESE = "やさしい日本語"
    }
}
