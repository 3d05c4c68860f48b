package cardpoints.ui

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Insets
import android.view.ContextThemeWrapper
import android.view.View
import android.view.WindowInsets
import android.widget.TextView
import cardpoints.Answer
import cardpoints.Errand
import cardpoints.Event
import cardpoints.Language
import cardpoints.Step
import cardpoints.Topic
import cardpoints.labels
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowLooper

/** In which order a screen is read aloud, and what stays in reach. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ReadingTest {
    private val host = Host.on(Language.JAPANESE, "w411dp-h891dp-mdpi").get()

    private fun order() = Host.views(host.view).filter { it.id != View.NO_ID && it.resources.getResourceTypeName(it.id) == "id" }
        .map { it.resources.getResourceEntryName(it.id).removePrefix("card_points_") }

    @Test
    fun `where I am comes before what is wrong, then the question, then the answer`() {
        val player = Player(Errand.APPLY, Language.JAPANESE)
        player.untilAsked(Topic.MEASURES)
        host.show(player.tell(Event.Answered(Answer.Chosen(emptyList()))))
        assertEquals(listOf("journey", "back", "progress", "problems", "heading", "go", "stop"), order())
    }

    @Test
    fun `the heading is a heading and names the screen`() {
        val step = Player(Errand.APPLY, Language.JAPANESE).untilAsked(Topic.HOLDER)
        host.show(step)
        val heading = host.find<TextView>(R.id.card_points_heading)
        assertTrue(heading.isAccessibilityHeading)
        assertEquals(step.question.words.title, host.view.getChildAt(0).accessibilityPaneTitle)
    }

    @Test
    fun `Japanese is told to a screen reader as it is written`() {
        val step = Player(Errand.APPLY, Language.JAPANESE).untilAsked(Topic.HOLDER)
        host.show(step)
        val told = host.find<TextView>(R.id.card_points_heading).createAccessibilityNodeInfo().text.toString()
        assertEquals(step.question.words.title, told)
    }

    @Test
    fun `every screen says that it is practice`() {
        val player = Player(Errand.APPLY, Language.JAPANESE)
        while (true) {
            host.show(player.step)
            val words = Host.views(host.view).filterIsInstance<TextView>().map { it.text.toString() }
            assertTrue("${player.step.words.title}", labels(Language.JAPANESE).practice in words)
            if (player.step is Step.Done) break
            player.tell(player.happens(player.step))
        }
    }

    @Test
    fun `bars and keyboard cover nothing`() {
        val insets = WindowInsets.Builder()
            .setInsets(WindowInsets.Type.statusBars(), Insets.of(0, 24, 0, 0))
            .setInsets(WindowInsets.Type.navigationBars(), Insets.of(0, 0, 0, 48))
            .setInsets(WindowInsets.Type.ime(), Insets.of(0, 0, 0, 300))
        host.view.dispatchApplyWindowInsets(insets.build())
        assertEquals(listOf(24, 300), listOf(host.view.paddingTop, host.view.paddingBottom))
    }

    @Test
    fun `the button under a field stays in sight over the keyboard`() {
        val small = Host.on(Language.JAPANESE, "w360dp-h640dp-mdpi").get()
        small.show(Player(Errand.APPLY, Language.JAPANESE).untilAsked(Topic.PASSWORD))
        small.find<View>(R.id.card_points_password).requestFocus()
        val keyboard = WindowInsets.Builder().setInsets(WindowInsets.Type.ime(), Insets.of(0, 0, 0, 280)).build()
        small.view.dispatchApplyWindowInsets(keyboard)
        ShadowLooper.idleMainLooper()
        val go = small.find<View>(R.id.card_points_go)
        val at = IntArray(2).also(go::getLocationInWindow)
        assertTrue("it ends at ${at[1] + go.height}", at[1] + go.height <= 640 - 280)
    }

    @Test
    fun `the receipt goes on paper, whatever its length`() {
        val words = Player(Errand.APPLY, Language.JAPANESE).until { it is Step.Done }.words
        for ((width, height) in listOf(500 to 750, 280 to 200)) {
            val page = Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888).also { it.eraseColor(Color.WHITE) }
            ReceiptDocument(RuntimeEnvironment.getApplication(), words).draw(Canvas(page), width, height)
            val rows = (0 until height).filter { y -> (0 until width).any { page.getPixel(it, y) != Color.WHITE } }
            assertTrue("$width × $height: ink up to ${rows.max()}", rows.size > 80 && rows.max() < height - 1)
        }
    }

    @Test
    fun `a host that sets no attribute gets the style's`() {
        val app = RuntimeEnvironment.getApplication()
        val host = ContextThemeWrapper(app, android.R.style.Theme_Material)
        assertEquals(app.getColor(R.color.card_points_action), Look(Look.themed(host), Language.JAPANESE).action)
    }
}
