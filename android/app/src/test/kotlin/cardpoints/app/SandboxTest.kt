package cardpoints.app

import android.view.ViewGroup
import android.widget.ListView
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** The app for a developer without a card or a server. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "en", application = SandboxApplication::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
internal class SandboxTest {
    private val app = RuntimeEnvironment.getApplication() as SandboxApplication

    @Test
    fun `a developer chooses whose card it is, and the app opens`() {
        Robolectric.buildActivity(SandboxActivity::class.java).setup().use { controller ->
            val list = (controller.get().findViewById<ViewGroup>(android.R.id.content)).getChildAt(0) as ListView
            val taro = app.environment.people.indexOfFirst { it.id == "taro" }
            assertTrue("what to type", "8216" in list.adapter.getItem(taro).toString())
            list.performItemClick(null, taro, taro.toLong())
            assertEquals("taro", app.environment.person.id)
            assertEquals(MainActivity::class.java.name, shadowOf(controller.get()).nextStartedActivity.component?.className)
        }
    }

    @Test
    fun `a card is presented by itself`() {
        val phone = TestPhone(hasNfc = false)
        with(ExpectedTexts.ENGLISH) { phone.touch(tryOutCard).touch(next).waitFor(cardRead).waitFor(practice) }
        phone.close()
    }
}
