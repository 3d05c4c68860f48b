package cardpoints.ui

import android.annotation.SuppressLint
import android.text.Editable
import android.text.InputFilter
import android.text.method.PasswordTransformationMethod
import android.view.ActionMode
import android.view.Menu
import android.view.MenuItem
import android.view.View
import android.view.accessibility.AccessibilityEvent
import android.view.accessibility.AccessibilityNodeInfo
import android.view.inputmethod.EditorInfo
import android.widget.EditText
import cardpoints.Keyboard
import cardpoints.Secret

/**
 * A field for what nobody may see: not echoed, not completed, learned, copied, shared or saved, and told to no screen
 * reader. [take] moves it out.
 */
@SuppressLint("ViewConstructor")
internal class SecretField(look: Look, keyboard: Keyboard, most: Int) : EditText(look.context, null, 0, 0) {
    init {
        look.dress(this)
        inputType = if (keyboard == Keyboard.DIGITS) {
            EditorInfo.TYPE_CLASS_NUMBER or EditorInfo.TYPE_NUMBER_VARIATION_PASSWORD
        } else {
            EditorInfo.TYPE_CLASS_TEXT or EditorInfo.TYPE_TEXT_VARIATION_PASSWORD or EditorInfo.TYPE_TEXT_FLAG_NO_SUGGESTIONS
        }
        imeOptions = KEYBOARD or EditorInfo.IME_ACTION_DONE
        typeface = look.regular
        filters = arrayOf(InputFilter.LengthFilter(most))
        isLongClickable = false
        customSelectionActionModeCallback = Nothing
        customInsertionActionModeCallback = Nothing
        show(false)
    }

    /** Shows what is typed, or dots in its place. */
    fun show(shown: Boolean) {
        val at = selectionEnd
        transformationMethod = if (shown) null else Dots
        setSelection(maxOf(0, at))
    }

    /** Moves what was typed out; the field is empty afterwards. */
    fun take(): Secret = Secret(text).also { wipe() }

    /** Overwrites what was typed, then empties the field. */
    fun wipe() {
        val typed: Editable = text ?: return
        val limits = typed.filters
        typed.filters = emptyArray()
        typed.replace(0, typed.length, "0".repeat(typed.length))
        typed.clear()
        typed.filters = limits
    }

    // No menu leads to the clipboard, and no shortcut does.
    override fun onTextContextMenuItem(id: Int): Boolean = false

    override fun isSuggestionsEnabled(): Boolean = false

    override fun onInitializeAccessibilityNodeInfo(info: AccessibilityNodeInfo) {
        super.onInitializeAccessibilityNodeInfo(info)
        info.isPassword = true
        info.text = dots(length())
    }

    override fun onInitializeAccessibilityEvent(event: AccessibilityEvent) {
        super.onInitializeAccessibilityEvent(event)
        event.isPassword = true
        hide(event)
    }

    override fun onPopulateAccessibilityEvent(event: AccessibilityEvent) {
        super.onPopulateAccessibilityEvent(event)
        hide(event)
    }

    private fun hide(event: AccessibilityEvent) {
        event.beforeText = event.beforeText?.let { dots(it.length) }
        val lengths = event.text.map { it?.length ?: 0 }
        event.text.clear()
        lengths.forEach { event.text.add(dots(it)) }
    }

    private object Nothing : ActionMode.Callback {
        override fun onCreateActionMode(mode: ActionMode, menu: Menu): Boolean = false

        override fun onPrepareActionMode(mode: ActionMode, menu: Menu): Boolean = false

        override fun onActionItemClicked(mode: ActionMode, item: MenuItem): Boolean = false

        override fun onDestroyActionMode(mode: ActionMode) = Unit
    }

    /** Dots for all of it: the platform's own shows the newest character for a moment. */
    private object Dots : PasswordTransformationMethod() {
        override fun getTransformation(source: CharSequence, view: View): CharSequence = Dotted(source)
    }

    private class Dotted(private val source: CharSequence) : CharSequence {
        override val length: Int get() = source.length

        override fun get(index: Int): Char = DOT

        override fun subSequence(startIndex: Int, endIndex: Int): CharSequence = dots(endIndex - startIndex)

        override fun toString(): String = dots(length)
    }

    private companion object {
        const val DOT = '●'

        fun dots(count: Int): String = DOT.toString().repeat(count)
    }
}
