package cardpoints.app

import org.junit.After
import org.junit.Assert.assertFalse
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** The app as it ships: no practice world, and here a phone without NFC and a backend that nobody has set up. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "en", application = CardPointsApplication::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
internal class BareTest {
    private val tongue = Tongue.ENGLISH
    private val phone by lazy { Phone(hasNfc = false) }

    @After
    fun close() = phone.close()

    @Test
    fun `a phone without NFC says so, and nothing of practice is there`() {
        phone.touch(tongue.tryCard).touch(tongue.goOn).sees(tongue.nfcMissing)
        assertFalse(phone.shows(tongue.practice))
    }

    @Test
    fun `without its backend it reaches nothing, and says so`() {
        phone.touch(tongue.apply).touch(tongue.goOn).sees(tongue.offline)
    }
}
