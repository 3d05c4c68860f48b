package cardpoints.app

import org.junit.After
import org.junit.Assert.assertFalse
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** The app as it is released, without a sandbox; here on a phone without NFC and with a backend address that does not exist. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "en", application = CardPointsApplication::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
internal class ReleaseAppTest {
    private val texts = ExpectedTexts.ENGLISH
    private val phone by lazy { TestPhone(hasNfc = false) }

    @After
    fun close() = phone.close()

    @Test
    fun `a phone without NFC says so, and nothing says that it is practice`() {
        phone.touch(texts.tryOutCard).touch(texts.next).waitFor(texts.nfcMissing)
        assertFalse(phone.shows(texts.practice))
    }

    @Test
    fun `an unreachable backend is reported`() {
        phone.touch(texts.apply).touch(texts.next).waitFor(texts.offline)
    }
}
