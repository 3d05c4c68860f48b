package cardpoints.ui

import android.view.Gravity
import android.view.View
import android.view.inputmethod.EditorInfo
import android.widget.EditText

/** An input for text. */
internal fun Theme.textInput(): EditText = EditText(context, null, 0, 0).also { styleInput(it) }

/** What every input has: its style; autofill and the saved state are off. */
internal fun Theme.styleInput(input: EditText) {
    styleText(input, TextRole.BODY)
    addFocusRing(input)
    input.setTextColor(text)
    input.setHintTextColor(muted)
    input.background = surface(background, border, 1)
    input.isFocusable = true
    input.isFocusableInTouchMode = true
    input.isClickable = true
    input.gravity = Gravity.CENTER_VERTICAL or Gravity.START
    input.minimumHeight = dp(56)
    input.setPadding(dp(16), dp(12), dp(16), dp(12))
    input.importantForAutofill = View.IMPORTANT_FOR_AUTOFILL_NO
    input.isSaveEnabled = false
}

/** Options for every keyboard: it learns nothing, and does not cover the whole screen. */
internal const val PRIVATE_IME_OPTIONS: Int = EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING or EditorInfo.IME_FLAG_NO_EXTRACT_UI

/** Marks [input] as wrongly filled in. */
internal fun Theme.markInvalid(input: EditText) {
    input.background = surface(background, error, 2)
}
