package cardpoints.ui

import android.content.pm.PackageManager
import android.nfc.AvailableNfcAntenna
import android.nfc.NfcAdapter
import android.nfc.NfcAntennaInfo
import android.view.HapticFeedbackConstants
import android.view.View
import cardpoints.Event
import cardpoints.Feedback
import cardpoints.JourneyKind
import cardpoints.Language
import cardpoints.Step
import cardpoints.Topic
import cardpoints.labels
import cardpoints.testing.SandboxJourney
import cardpoints.testing.Screenshots
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Where to hold the card, and the haptic feedback. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class CardPositionTest {
    private val labels = labels(Language.ENGLISH)

    private fun reportAntenna(x: Int, y: Int) {
        val app = RuntimeEnvironment.getApplication()
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_NFC, true)
        val info = NfcAntennaInfo(70, 150, false, listOf(AvailableNfcAntenna(x, y)))
        shadowOf(NfcAdapter.getDefaultAdapter(app)).setNfcAntennaInfo(info)
    }

    private fun createActivity() = TestActivity.create(Language.ENGLISH, "w411dp-h891dp-mdpi").get()

    @Test
    fun `left on the front is right on the back`() {
        reportAntenna(20, 30)
        val position = CardPosition.of(RuntimeEnvironment.getApplication(), losses = 0)
        assertEquals(listOf(70f, 150f, 50f, 30f), position.run { listOf(width, height, x, y) })
    }

    @Test
    fun `the antenna that a phone reports is used after a loss too`() {
        reportAntenna(35, 25)
        val activity = createActivity()
        val player = SandboxJourney(JourneyKind.CARD, Language.ENGLISH)
        activity.show(player.until { it is Step.Tap })
        Screenshots.take(activity.window.decorView, "en-antenna-high")
        assertEquals("${labels.layHere} ${labels.layHigh}", activity.find<View>(R.id.card_points_picture).contentDescription)
        activity.show(player.until { it is Step.Transmit })
        activity.show(player.next(Event.Lost))
        assertEquals("${labels.layHere} ${labels.layHigh}", activity.find<View>(R.id.card_points_picture).contentDescription)
    }

    @Test
    fun `without a report the middle is tried, and after a loss a higher place`() {
        val activity = createActivity()
        val player = SandboxJourney(JourneyKind.CARD, Language.ENGLISH)
        activity.show(player.until { it is Step.Tap })
        assertEquals("${labels.layHere} ${labels.layMiddle}", activity.find<View>(R.id.card_points_picture).contentDescription)
        activity.show(player.until { it is Step.Transmit })
        activity.show(player.next(Event.Lost))
        assertEquals("${labels.layHere} ${labels.layHigh}", activity.find<View>(R.id.card_points_picture).contentDescription)
    }

    @Test
    fun `found, lost and success have different feedback`() {
        val activity = createActivity()
        fun lastFeedback() = shadowOf(activity.view).lastHapticFeedbackPerformed()
        val player = SandboxJourney(JourneyKind.APPLY, Language.ENGLISH)
        activity.show(player.until { it is Step.Tap })
        activity.show(player.until { it is Step.Transmit })
        assertEquals(HapticFeedbackConstants.VIRTUAL_KEY, lastFeedback())
        activity.show(player.next(Event.Lost))
        assertEquals(HapticFeedbackConstants.REJECT, lastFeedback())
        var last = player.step
        while (true) {
            activity.show(player.step)
            if (last is Step.Transmit && player.step !is Step.Transmit) break
            last = player.step
            player.next(player.usualEvent(last))
        }
        assertEquals(HapticFeedbackConstants.CONFIRM, lastFeedback())
    }

    @Test
    fun `a wrong password has no feedback of success`() {
        val activity = createActivity()
        val player = SandboxJourney(JourneyKind.APPLY, Language.ENGLISH).apply { person.alwaysTyping("0000") }
        player.untilAsked(Topic.PASSWORD)
        do {
            activity.show(player.next(player.usualEvent()))
            val step = player.step
            if (step is Step.Transmit) assertTrue(step.progress.signs)
        } while (!(step is Step.Ask && step.question.problems.isNotEmpty()))
        assertEquals(HapticFeedbackConstants.REJECT, shadowOf(activity.view).lastHapticFeedbackPerformed())
    }

    @Test
    fun `a locked card and a stopped journey have no feedback of success`() {
        val activity = createActivity()
        val locked = SandboxJourney(JourneyKind.APPLY, Language.ENGLISH, "kenji")
        activity.show(locked.until { it is Step.Transmit })
        activity.show(locked.finish())
        assertEquals(HapticFeedbackConstants.REJECT, shadowOf(activity.view).lastHapticFeedbackPerformed())

        val stopped = SandboxJourney(JourneyKind.APPLY, Language.ENGLISH)
        activity.show(stopped.until { it is Step.Transmit })
        val before = shadowOf(activity.view).lastHapticFeedbackPerformed()
        activity.show(stopped.next(Event.Stopped))
        assertEquals(before, shadowOf(activity.view).lastHapticFeedbackPerformed())
    }

    @Test
    fun `feedback of steps that were not shown is felt with the next one`() {
        val activity = createActivity()
        activity.view.show(SandboxJourney(JourneyKind.APPLY, Language.ENGLISH).step, Feedback.CARD_LOST)
        assertEquals(HapticFeedbackConstants.REJECT, shadowOf(activity.view).lastHapticFeedbackPerformed())
    }
}
