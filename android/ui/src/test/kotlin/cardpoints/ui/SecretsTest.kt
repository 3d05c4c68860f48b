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
import cardpoints.Event
import cardpoints.JourneyKind
import cardpoints.Language
import cardpoints.Topic
import cardpoints.testing.SandboxJourney
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
import java.util.concurrent.TimeUnit

/** Secrets are shown, saved and reported nowhere; other inputs are restored. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class SecretsTest {
    private val controller = TestActivity.create(Language.ENGLISH, "w411dp-h891dp-mdpi")
    private val activity = controller.get()

    private fun typePassword(pin: String = "7391"): SecretField {
        activity.show(SandboxJourney(JourneyKind.APPLY, Language.ENGLISH).untilAsked(Topic.PASSWORD))
        return activity.find<SecretField>(R.id.card_points_password).also { it.append(pin) }
    }

    private fun bytes(state: Bundle): String = Parcel.obtain().run {
        writeBundle(state)
        marshall().toString(Charsets.UTF_16LE) + marshall().toString(Charsets.UTF_8)
    }

    @Test
    fun `no saved state contains the password`() {
        typePassword()
        val state = Bundle().also { controller.saveInstanceState(it) }
        assertFalse("7391" in bytes(state))
    }

    @Test
    fun `saved state contains other inputs, and not the secret beside them`() {
        activity.show(SandboxJourney(JourneyKind.APPLY, Language.ENGLISH).untilAsked(Topic.ACCOUNT))
        val (plain, secret) = TestActivity.views(activity.view).filterIsInstance<EditText>()
        plain.setText("5551234567")
        secret.setText("8642")
        val state = Bundle().also { controller.saveInstanceState(it) }
        assertTrue("5551234567" in bytes(state))
        assertFalse("8642" in bytes(state))
    }

    @Test
    fun `a screen reader gets no secret`() {
        val field = typePassword()
        for (revealed in listOf(false, true)) {
            field.setRevealed(revealed)
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
    fun `a secret is drawn as dots, including the last character`() {
        assertEquals("●●●●", typePassword().layout.text.toString())
    }

    @Test
    fun `a secret is shown only while the button is held`() {
        val field = typePassword()
        val button = TestActivity.views(activity.view).filterIsInstance<RevealButton>().single()
        button.isPressed = true
        assertNull(field.transformationMethod)
        button.isPressed = false
        assertEquals("●●●●", field.transformationMethod.getTransformation(field.text, field).toString())
    }

    @Test
    fun `no keyboard learns a secret, and nothing fills it in`() {
        val field = typePassword()
        val info = EditorInfo().also(field::onCreateInputConnection)
        assertNotEquals(0, info.imeOptions and EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING)
        assertEquals(InputType.TYPE_CLASS_NUMBER or InputType.TYPE_NUMBER_VARIATION_PASSWORD, field.inputType)
        assertFalse(field.isImportantForAutofill)
    }

    @Test
    fun `no menu and no long press leads to the clipboard`() {
        val field = typePassword()
        field.selectAll()
        for (action in listOf(android.R.id.copy, android.R.id.cut, android.R.id.paste, android.R.id.shareText)) {
            assertFalse(field.onTextContextMenuItem(action))
        }
        assertFalse(field.isLongClickable)
    }

    @Test
    fun `the window is secure only while a secret is on the screen`() {
        fun secure() = activity.window.attributes.flags and FLAG_SECURE != 0
        assertFalse(secure())
        typePassword()
        assertTrue(secure())
        activity.show(SandboxJourney(JourneyKind.HOME, Language.ENGLISH).step)
        assertFalse(secure())
    }

    @Test
    fun `leaving the screen wipes the secret`() {
        val field = typePassword()
        activity.show(SandboxJourney(JourneyKind.HOME, Language.ENGLISH).step)
        assertEquals(0, field.length())
    }

    @Test
    fun `the characters of a secret are overwritten before they are released`() {
        val field = typePassword()
        val text = field.text
        field.wipe()
        val buffer = text.javaClass.superclasses().flatMap { it.declaredFields.toList() }.first { it.type == CharArray::class.java }
        buffer.isAccessible = true
        assertFalse("7391" in String(buffer.get(text) as CharArray))
    }

    private fun Class<*>.superclasses(): List<Class<*>> = generateSequence(this) { it.superclass }.toList()

    @Test
    fun `after a recreation everything that is not secret is restored`() {
        val step = SandboxJourney(JourneyKind.APPLY, Language.ENGLISH).untilAsked(Topic.ACCOUNT)
        activity.show(step)
        TestActivity.views(activity.view).filterIsInstance<EditText>().forEach { it.setText("4321") }
        controller.recreate()
        controller.get().show(step)
        assertEquals(listOf("4321", ""), TestActivity.views(controller.get().view).filterIsInstance<EditText>().map { it.text.toString() })
    }

    @Test
    fun `after a recreation a search and a choice are restored`() {
        val step = SandboxJourney(JourneyKind.APPLY, Language.ENGLISH).untilAsked(Topic.SERVICE)
        activity.show(step)
        activity.find<EditText>(R.id.card_points_search).setText("nagisa")
        TestActivity.views(activity.view).filterIsInstance<ChoiceButton>().single().performClick()
        controller.recreate()
        controller.get().show(step)
        assertEquals("nagisa", controller.get().find<EditText>(R.id.card_points_search).text.toString())
        controller.get().find<View>(R.id.card_points_submit).performClick()
        assertEquals(1, ((controller.get().events.single() as Event.Answered).answer as Answer.Chosen).ids.size)
    }

    @Test
    fun `a touch that was meant for the previous screen presses nothing`() {
        activity.show(SandboxJourney(JourneyKind.HOME, Language.ENGLISH).step)
        activity.show(SandboxJourney(JourneyKind.APPLY, Language.ENGLISH).untilAsked(Topic.TERMS))
        val submit = activity.find<View>(R.id.card_points_submit)
        submit.requestRectangleOnScreen(Rect(0, 0, submit.width, submit.height), true)
        val at = IntArray(2).also(submit::getLocationInWindow)
        fun touch(action: Int) = SystemClock.uptimeMillis().let { now ->
            MotionEvent.obtain(now, now, action, at[0] + 20f, at[1] + 20f, 0).let(activity.window.decorView::dispatchTouchEvent)
        }
        fun press() {
            touch(MotionEvent.ACTION_DOWN)
            ShadowLooper.idleMainLooper(150, TimeUnit.MILLISECONDS)
            touch(MotionEvent.ACTION_UP)
            ShadowLooper.idleMainLooper()
        }
        press()
        assertTrue(activity.events.isEmpty())
        ShadowLooper.idleMainLooper(1, TimeUnit.SECONDS)
        press()
        assertEquals(1, activity.events.size)
    }
}
