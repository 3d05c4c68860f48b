package cardpoints.ui

import android.graphics.Rect
import android.os.Bundle
import android.os.Parcel
import android.os.SystemClock
import android.text.InputType
import android.view.MotionEvent
import android.view.View
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import android.view.accessibility.AccessibilityEvent
import android.view.inputmethod.EditorInfo
import android.widget.EditText
import cardpoints.Answer
import cardpoints.Errand
import cardpoints.Event
import cardpoints.Language
import cardpoints.Topic
import java.util.concurrent.TimeUnit
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowLooper

/** What nobody may see is seen, kept and told nowhere; what is not secret comes back. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class SecretsTest {
    private val controller = Host.on(Language.ENGLISH, "w411dp-h891dp-mdpi")
    private val host = controller.get()

    private fun typed(pin: String = "7391"): SecretField {
        host.show(Player(Errand.APPLY, Language.ENGLISH).untilAsked(Topic.PASSWORD))
        return host.find<SecretField>(R.id.card_points_password).also { it.append(pin) }
    }

    private fun bytes(state: Bundle): String = Parcel.obtain().run {
        writeBundle(state)
        marshall().toString(Charsets.UTF_16LE) + marshall().toString(Charsets.UTF_8)
    }

    @Test
    fun `no saved state holds it`() {
        typed()
        val state = Bundle().also { controller.saveInstanceState(it) }
        assertFalse("7391" in bytes(state))
    }

    @Test
    fun `saved state holds what was typed elsewhere, and not the secret beside it`() {
        host.show(Player(Errand.APPLY, Language.ENGLISH).untilAsked(Topic.ACCOUNT))
        val (open, secret) = Host.views(host.view).filterIsInstance<EditText>()
        open.setText("5551234567")
        secret.setText("8642")
        val state = Bundle().also { controller.saveInstanceState(it) }
        assertTrue("5551234567" in bytes(state))
        assertFalse("8642" in bytes(state))
    }

    @Test
    fun `no screen reader is told`() {
        val field = typed()
        for (shown in listOf(false, true)) {
            field.show(shown)
            val info = field.createAccessibilityNodeInfo()
            assertTrue(info.isPassword)
            assertFalse("7391" in info.toString())
            val event = AccessibilityEvent(AccessibilityEvent.TYPE_VIEW_TEXT_CHANGED).also { it.beforeText = "739" }
            field.onInitializeAccessibilityEvent(event)
            field.onPopulateAccessibilityEvent(event)
            assertFalse(Regex("[0-9]{3}") in (event.text + event.beforeText).toString())
        }
    }

    @Test
    fun `it is drawn as dots, the newest character too`() {
        assertEquals("●●●●", typed().layout.text.toString())
    }

    @Test
    fun `it is shown only while the button is held`() {
        val field = typed()
        val button = Host.views(host.view).filterIsInstance<HoldButton>().single()
        button.isPressed = true
        assertNull(field.transformationMethod)
        button.isPressed = false
        assertEquals("●●●●", field.transformationMethod.getTransformation(field.text, field).toString())
    }

    @Test
    fun `no keyboard learns it and nothing fills it in`() {
        val field = typed()
        val info = EditorInfo().also(field::onCreateInputConnection)
        assertNotEquals(0, info.imeOptions and EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING)
        assertEquals(InputType.TYPE_CLASS_NUMBER or InputType.TYPE_NUMBER_VARIATION_PASSWORD, field.inputType)
        assertFalse(field.isImportantForAutofill)
    }

    @Test
    fun `no menu and no long press leads to the clipboard`() {
        val field = typed()
        field.selectAll()
        for (action in listOf(android.R.id.copy, android.R.id.cut, android.R.id.paste, android.R.id.shareText)) {
            assertFalse(field.onTextContextMenuItem(action))
        }
        assertFalse(field.isLongClickable)
    }

    @Test
    fun `the window is secure while it is on the screen, and no longer`() {
        fun secure() = host.window.attributes.flags and FLAG_SECURE != 0
        assertFalse(secure())
        typed()
        assertTrue(secure())
        host.show(Player(Errand.HOME, Language.ENGLISH).step)
        assertFalse(secure())
    }

    @Test
    fun `leaving the screen wipes it`() {
        val field = typed()
        host.show(Player(Errand.HOME, Language.ENGLISH).step)
        assertEquals(0, field.length())
    }

    @Test
    fun `its characters are overwritten before they are let go`() {
        val field = typed()
        val text = field.text
        field.wipe()
        val buffer = text.javaClass.superclasses().flatMap { it.declaredFields.toList() }.first { it.type == CharArray::class.java }
        buffer.isAccessible = true
        assertFalse("7391" in String(buffer.get(text) as CharArray))
    }

    private fun Class<*>.superclasses(): List<Class<*>> = generateSequence(this) { it.superclass }.toList()

    @Test
    fun `after a recreation what is not secret is back, whether shown before or after`() {
        val step = Player(Errand.APPLY, Language.ENGLISH).untilAsked(Topic.ACCOUNT)
        host.show(step)
        Host.views(host.view).filterIsInstance<EditText>().forEach { it.setText("4321") }
        controller.recreate()
        controller.get().show(step)
        assertEquals(listOf("4321", ""), Host.views(controller.get().view).filterIsInstance<EditText>().map { it.text.toString() })
    }

    @Test
    fun `after a recreation a search and a choice are back`() {
        val step = Player(Errand.APPLY, Language.ENGLISH).untilAsked(Topic.SERVICE)
        host.show(step)
        host.find<EditText>(R.id.card_points_search).setText("nagisa")
        Host.views(host.view).filterIsInstance<ChoiceCard>().single().performClick()
        controller.recreate()
        controller.get().show(step)
        assertEquals("nagisa", controller.get().find<EditText>(R.id.card_points_search).text.toString())
        controller.get().find<View>(R.id.card_points_go).performClick()
        assertEquals(1, ((controller.get().told.single() as Event.Answered).answer as Answer.Chosen).ids.size)
    }

    @Test
    fun `a finger still coming down from the screen before touches nothing`() {
        host.show(Player(Errand.HOME, Language.ENGLISH).step)
        host.show(Player(Errand.APPLY, Language.ENGLISH).untilAsked(Topic.TERMS))
        val go = host.find<View>(R.id.card_points_go)
        go.requestRectangleOnScreen(Rect(0, 0, go.width, go.height), true)
        val at = IntArray(2).also(go::getLocationInWindow)
        fun touch(action: Int) = SystemClock.uptimeMillis().let { now ->
            MotionEvent.obtain(now, now, action, at[0] + 20f, at[1] + 20f, 0).let(host.window.decorView::dispatchTouchEvent)
        }
        fun press() {
            touch(MotionEvent.ACTION_DOWN)
            ShadowLooper.idleMainLooper(150, TimeUnit.MILLISECONDS)
            touch(MotionEvent.ACTION_UP)
            ShadowLooper.idleMainLooper()
        }
        press()
        assertTrue(host.told.isEmpty())
        ShadowLooper.idleMainLooper(1, TimeUnit.SECONDS)
        press()
        assertEquals(1, host.told.size)
    }
}
