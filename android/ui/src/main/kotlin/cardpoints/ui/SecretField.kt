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
 * An input for a secret: it shows dots, and its text is not completed, learned, copied, shared, saved or given to a screen
 * reader. [take] removes the text.
 */
@SuppressLint("ViewConstructor")
internal class SecretField(theme: Theme, keyboard: Keyboard, maxLength: Int) : EditText(theme.context, null, 0, 0) {
    init {
        theme.styleInput(this)
        inputType = if (keyboard == Keyboard.DIGITS) {
            EditorInfo.TYPE_CLASS_NUMBER or EditorInfo.TYPE_NUMBER_VARIATION_PASSWORD
        } else {
            EditorInfo.TYPE_CLASS_TEXT or EditorInfo.TYPE_TEXT_VARIATION_PASSWORD or EditorInfo.TYPE_TEXT_FLAG_NO_SUGGESTIONS
        }
        imeOptions = PRIVATE_IME_OPTIONS or EditorInfo.IME_ACTION_DONE
        typeface = theme.regular
        filters = arrayOf(InputFilter.LengthFilter(maxLength))
        isLongClickable = false
        customSelectionActionModeCallback = NoActionMode
        customInsertionActionModeCallback = NoActionMode
        setRevealed(false)
    }

    /** Shows what is typed, or dots instead. */
    fun setRevealed(revealed: Boolean) {
        val cursor = selectionEnd
        transformationMethod = if (revealed) null else DotsTransformation
        setSelection(maxOf(0, cursor))
    }

    /** Returns what was typed; the field is empty afterwards. */
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

    // Neither a menu nor a keyboard shortcut reaches the clipboard.
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
        replaceByDots(event)
    }

    override fun onPopulateAccessibilityEvent(event: AccessibilityEvent) {
        super.onPopulateAccessibilityEvent(event)
        replaceByDots(event)
    }

    private fun replaceByDots(event: AccessibilityEvent) {
        event.beforeText = event.beforeText?.let { dots(it.length) }
        val lengths = event.text.map { it?.length ?: 0 }
        event.text.clear()
        lengths.forEach { event.text.add(dots(it)) }
    }

    private object NoActionMode : ActionMode.Callback {
        override fun onCreateActionMode(mode: ActionMode, menu: Menu): Boolean = false

        override fun onPrepareActionMode(mode: ActionMode, menu: Menu): Boolean = false

        override fun onActionItemClicked(mode: ActionMode, item: MenuItem): Boolean = false

        override fun onDestroyActionMode(mode: ActionMode) = Unit
    }

    /** Dots for every character: the platform's own transformation shows the last one for a moment. */
    private object DotsTransformation : PasswordTransformationMethod() {
        override fun getTransformation(source: CharSequence, view: View): CharSequence = Dots(source)
    }

    /** As many dots as [source] has characters, also while it is edited. */
    private class Dots(private val source: CharSequence) : CharSequence {
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
