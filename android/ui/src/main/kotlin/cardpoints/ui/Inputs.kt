package cardpoints.ui

import android.view.Gravity
import android.view.View
import android.view.inputmethod.EditorInfo
import android.widget.EditText

/** A field to type in. */
internal fun Look.input(): EditText = EditText(context, null, 0, 0).also { dress(it) }

/** The look and manners of every field: nothing is completed, nothing is learned. */
internal fun Look.dress(input: EditText) {
    set(input, Type.BODY)
    ring(input)
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

/** What every keyboard is told. */
internal const val KEYBOARD: Int = EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING or EditorInfo.IME_FLAG_NO_EXTRACT_UI

/** Marks a field as wrong. */
internal fun Look.wrong(input: EditText) {
    input.background = surface(background, error, 2)
}
