package cardpoints.app

import cardpoints.testing.Accessibility
import cardpoints.testing.Screenshots
import cardpoints.testing.ShadowCardIsoDep
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Every screen of an application is accessible; a picture of each is written. */
@RunWith(ParameterizedRobolectricTestRunner::class)
@Config(sdk = [34], application = SandboxTestApplication::class, shadows = [ShadowCardIsoDep::class])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
internal class ScreenAccessibilityTest(private val texts: ExpectedTexts, private val qualifiers: String, private val fontScale: Float) {
    private val phone by lazy {
        RuntimeEnvironment.setFontScale(fontScale)
        texts.setAsSystemLanguage(qualifiers)
        TestPhone()
    }

    @After
    fun close() = phone.close()

    @Test
    fun `every screen is accessible`() {
        val violations = texts.applying(phone).flatMapIndexed { at, page ->
            phone.waitFor(page.expectedText)
            val name = "${texts.tag}-$qualifiers-$fontScale/${at + 1}-${page.name}"
            Screenshots.take(phone.screen, name)
            val found = Accessibility.violations(phone.screen).map { "${page.name}: $it" }
            page.proceed(phone)
            found
        }
        assertEquals(emptyList<String>(), violations)
    }

    companion object {
        @JvmStatic
        @ParameterizedRobolectricTestRunner.Parameters(name = "{0} {1} {2}")
        fun parameters(): List<Array<Any>> = ExpectedTexts.entries.flatMap { texts ->
            listOf(
                arrayOf(texts, "w360dp-h760dp-notnight-xhdpi", 1f),
                arrayOf(texts, "w360dp-h760dp-night-xhdpi", 1f),
                arrayOf(texts, "w320dp-h640dp-notnight-xhdpi", 2f),
            )
        }
    }
}
