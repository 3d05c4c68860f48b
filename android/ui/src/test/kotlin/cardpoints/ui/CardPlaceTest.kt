package cardpoints.ui

import android.content.pm.PackageManager
import android.nfc.AvailableNfcAntenna
import android.nfc.NfcAdapter
import android.nfc.NfcAntennaInfo
import android.view.HapticFeedbackConstants
import android.view.View
import cardpoints.Errand
import cardpoints.Event
import cardpoints.Language
import cardpoints.Step
import cardpoints.Topic
import cardpoints.labels
import cardpoints.testing.Pictures
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Where the card belongs, and what is felt. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class CardPlaceTest {
    private val labels = labels(Language.ENGLISH)

    private fun antenna(x: Int, y: Int) {
        val app = RuntimeEnvironment.getApplication()
        shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_NFC, true)
        val info = NfcAntennaInfo(70, 150, false, listOf(AvailableNfcAntenna(x, y)))
        shadowOf(NfcAdapter.getDefaultAdapter(app)).setNfcAntennaInfo(info)
    }

    private fun host() = Host.on(Language.ENGLISH, "w411dp-h891dp-mdpi").get()

    @Test
    fun `left on the screen's side is right on the back`() {
        antenna(20, 30)
        val place = Antenna.of(RuntimeEnvironment.getApplication(), losses = 0)
        assertEquals(listOf(70f, 150f, 50f, 30f), place.run { listOf(width, height, x, y) })
    }

    @Test
    fun `a phone that tells its antenna's place is believed after a loss too`() {
        antenna(35, 25)
        val host = host()
        val player = Player(Errand.CARD, Language.ENGLISH)
        host.show(player.until { it is Step.Tap })
        Pictures.take(host.window.decorView, "en-antenna-high")
        assertEquals("${labels.layHere} ${labels.layHigh}", host.find<View>(R.id.card_points_picture).contentDescription)
        host.show(player.until { it is Step.Transmit })
        host.show(player.tell(Event.Lost))
        assertEquals("${labels.layHere} ${labels.layHigh}", host.find<View>(R.id.card_points_picture).contentDescription)
    }

    @Test
    fun `other phones are tried in the middle, and after a loss higher`() {
        val host = host()
        val player = Player(Errand.CARD, Language.ENGLISH)
        host.show(player.until { it is Step.Tap })
        assertEquals("${labels.layHere} ${labels.layMiddle}", host.find<View>(R.id.card_points_picture).contentDescription)
        host.show(player.until { it is Step.Transmit })
        host.show(player.tell(Event.Lost))
        assertEquals("${labels.layHere} ${labels.layHigh}", host.find<View>(R.id.card_points_picture).contentDescription)
    }

    @Test
    fun `found, lost and done are felt, each in its own way`() {
        val host = host()
        fun felt() = shadowOf(host.view).lastHapticFeedbackPerformed()
        val player = Player(Errand.APPLY, Language.ENGLISH)
        host.show(player.until { it is Step.Tap })
        host.show(player.until { it is Step.Transmit })
        assertEquals(HapticFeedbackConstants.VIRTUAL_KEY, felt())
        host.show(player.tell(Event.Lost))
        assertEquals(HapticFeedbackConstants.REJECT, felt())
        var last = player.step
        while (true) {
            host.show(player.step)
            if (last is Step.Transmit && player.step !is Step.Transmit) break
            last = player.step
            player.tell(player.happens(last))
        }
        assertEquals(HapticFeedbackConstants.CONFIRM, felt())
    }

    @Test
    fun `a wrong password feels like none that was right`() {
        val course = Course()
        val player = Player(Errand.APPLY, Language.ENGLISH).typing("0000")
        player.untilAsked(Topic.PASSWORD)
        var from: Step = player.step
        var touch: Touch? = null
        do {
            val to = player.tell(player.happens(from))
            course.follow(from, to)?.let { touch = it }
            from = to
        } while (!(to is Step.Ask && to.question.problem != null))
        assertTrue(course.signs)
        assertEquals(Touch.LOST, touch)
    }
}
