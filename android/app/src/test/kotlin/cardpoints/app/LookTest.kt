package cardpoints.app

import cardpoints.testing.Accessibility
import cardpoints.testing.Pictures
import cardpoints.testing.ShadowCard
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Every screen of applying: a picture of it, and nothing that shuts anybody out. */
@RunWith(ParameterizedRobolectricTestRunner::class)
@Config(sdk = [34], application = PracticeApplication::class, shadows = [ShadowCard::class])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
internal class LookTest(private val tongue: Tongue, private val look: String, private val scale: Float) {
    private val phone by lazy {
        RuntimeEnvironment.setFontScale(scale)
        tongue.ofTheSystem(look)
        Phone()
    }

    @After
    fun close() = phone.close()

    @Test
    fun `every screen can be read and touched by all`() {
        val breaches = tongue.applying(phone).flatMapIndexed { at, stop ->
            phone.sees(stop.sees)
            val name = "${tongue.tag}-$look-$scale/${at + 1}-${stop.name}"
            Pictures.take(phone.screen, name)
            val found = Accessibility.breaches(phone.screen).map { "${stop.name}: $it" }
            stop.does(phone)
            found
        }
        assertEquals(emptyList<String>(), breaches)
    }

    companion object {
        @JvmStatic
        @ParameterizedRobolectricTestRunner.Parameters(name = "{0} {1} {2}")
        fun looks(): List<Array<Any>> = Tongue.entries.flatMap { tongue ->
            listOf(
                arrayOf(tongue, "w360dp-h760dp-notnight-xhdpi", 1f),
                arrayOf(tongue, "w360dp-h760dp-night-xhdpi", 1f),
                arrayOf(tongue, "w320dp-h640dp-notnight-xhdpi", 2f),
            )
        }
    }
}
