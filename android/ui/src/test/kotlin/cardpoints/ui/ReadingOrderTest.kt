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
import cardpoints.Event
import cardpoints.JourneyKind
import cardpoints.Language
import cardpoints.Step
import cardpoints.Topic
import cardpoints.labels
import cardpoints.screenText
import cardpoints.testing.SandboxJourney
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowLooper

/** The order in which a screen reader reads a screen, and what stays visible. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ReadingOrderTest {
    private val activity = TestActivity.create(Language.JAPANESE, "w411dp-h891dp-mdpi").get()

    private fun order() = TestActivity.views(activity.view).filter { it.id != View.NO_ID && it.resources.getResourceTypeName(it.id) == "id" }
        .map { it.resources.getResourceEntryName(it.id).removePrefix("card_points_") }

    @Test
    fun `the progress comes first, then the problems, the question and the answer`() {
        val player = SandboxJourney(JourneyKind.APPLY, Language.JAPANESE)
        player.untilAsked(Topic.MEASURES)
        activity.show(player.next(Event.Answered(Answer.Chosen(emptyList()))))
        assertEquals(listOf("journey", "back", "progress", "problems", "heading", "submit", "stop"), order())
    }

    @Test
    fun `the heading is a heading and names the screen`() {
        val step = SandboxJourney(JourneyKind.APPLY, Language.JAPANESE).untilAsked(Topic.HOLDER)
        activity.show(step)
        val heading = activity.find<TextView>(R.id.card_points_heading)
        assertTrue(heading.isAccessibilityHeading)
        assertEquals(step.question.text.title, activity.view.getChildAt(0).accessibilityPaneTitle)
    }

    @Test
    fun `a screen reader gets Japanese as it is written`() {
        val step = SandboxJourney(JourneyKind.APPLY, Language.JAPANESE).untilAsked(Topic.HOLDER)
        activity.show(step)
        val read = activity.find<TextView>(R.id.card_points_heading).createAccessibilityNodeInfo().text.toString()
        assertEquals(step.question.text.title, read)
    }

    @Test
    fun `every screen says that it is practice`() {
        val player = SandboxJourney(JourneyKind.APPLY, Language.JAPANESE)
        while (true) {
            activity.show(player.step)
            val texts = TestActivity.views(activity.view).filterIsInstance<TextView>().map { it.text.toString() }
            assertTrue("${player.step.screenText.title}", labels(Language.JAPANESE).practice in texts)
            if (player.step is Step.Done) break
            player.next(player.usualEvent())
        }
    }

    @Test
    fun `the system bars and the keyboard cover nothing`() {
        val insets = WindowInsets.Builder()
            .setInsets(WindowInsets.Type.statusBars(), Insets.of(0, 24, 0, 0))
            .setInsets(WindowInsets.Type.navigationBars(), Insets.of(0, 0, 0, 48))
            .setInsets(WindowInsets.Type.ime(), Insets.of(0, 0, 0, 300))
        activity.view.dispatchApplyWindowInsets(insets.build())
        assertEquals(listOf(24, 300), listOf(activity.view.paddingTop, activity.view.paddingBottom))
    }

    @Test
    fun `the button below an input stays visible above the keyboard`() {
        val small = TestActivity.create(Language.JAPANESE, "w360dp-h640dp-mdpi").get()
        small.show(SandboxJourney(JourneyKind.APPLY, Language.JAPANESE).untilAsked(Topic.PASSWORD))
        small.find<View>(R.id.card_points_password).requestFocus()
        val keyboard = WindowInsets.Builder().setInsets(WindowInsets.Type.ime(), Insets.of(0, 0, 0, 280)).build()
        small.view.dispatchApplyWindowInsets(keyboard)
        ShadowLooper.idleMainLooper()
        val submit = small.find<View>(R.id.card_points_submit)
        val at = IntArray(2).also(submit::getLocationInWindow)
        assertTrue("it ends at ${at[1] + submit.height}", at[1] + submit.height <= 640 - 280)
    }

    @Test
    fun `a receipt of any length is printed`() {
        val text = SandboxJourney(JourneyKind.APPLY, Language.JAPANESE).until { it is Step.Done }.screenText
        for ((width, height) in listOf(500 to 750, 280 to 200)) {
            val page = Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888).also { it.eraseColor(Color.WHITE) }
            ReceiptDocument(RuntimeEnvironment.getApplication(), text).draw(Canvas(page), width, height)
            val rows = (0 until height).filter { y -> (0 until width).any { page.getPixel(it, y) != Color.WHITE } }
            assertTrue("$width × $height: ink up to ${rows.max()}", rows.size > 80 && rows.max() < height - 1)
        }
    }

    @Test
    fun `a host that sets no attribute gets those of the style`() {
        val app = RuntimeEnvironment.getApplication()
        val host = ContextThemeWrapper(app, android.R.style.Theme_Material)
        assertEquals(app.getColor(R.color.card_points_action), Theme(Theme.themed(host), Language.JAPANESE).action)
    }
}
