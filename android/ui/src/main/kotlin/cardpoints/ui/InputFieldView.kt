package cardpoints.ui

import android.os.LocaleList
import android.text.InputFilter
import android.text.SpannableStringBuilder
import android.text.Spanned
import android.text.style.AbsoluteSizeSpan
import android.text.style.ForegroundColorSpan
import android.util.TypedValue
import android.view.View
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.view.inputmethod.EditorInfo
import android.widget.EditText
import cardpoints.FieldValue
import cardpoints.InputField
import cardpoints.Keyboard
import cardpoints.Labels
import cardpoints.Secret
import java.util.Locale

/** An input with its label, hint, example and problem. */
internal class InputFieldView(private val theme: Theme, labels: Labels, val field: InputField) {
    val input: EditText = (if (field.secret) SecretField(theme, field.keyboard, field.maxLength) else plainInput()).also {
        it.id = View.generateViewId()
    }

    val view: View = ColumnLayout(theme).also { column ->
        column.add(theme.textView(label(labels), TextRole.LABEL)).labelFor = input.id
        if (field.hint.isNotEmpty()) column.add(theme.textView(field.hint, TextRole.SMALL, theme.muted), gap = 4)
        if (field.example.isNotEmpty()) column.add(theme.textView("${labels.example} ${field.example}", TextRole.SMALL, theme.muted), gap = 4)
        column.add(input, gap = 8)
        field.problem?.let {
            theme.markInvalid(input)
            column.add(theme.textView(it, TextRole.SMALL, theme.error), gap = 8)
        }
        (input as? SecretField)?.let { column.add(RevealButton(theme, labels, it), gap = 8, width = WRAP_CONTENT) }
    }

    /** What was typed. A secret is removed from its input. */
    fun value(): FieldValue = FieldValue(field.id, (input as? SecretField)?.take() ?: Secret(input.text))

    fun wipe() {
        (input as? SecretField)?.wipe()
    }

    private fun plainInput(): EditText = theme.textInput().also {
        it.inputType = when (field.keyboard) {
            Keyboard.DIGITS -> EditorInfo.TYPE_CLASS_NUMBER
            Keyboard.LATIN -> EditorInfo.TYPE_CLASS_TEXT or EditorInfo.TYPE_TEXT_FLAG_NO_SUGGESTIONS
            Keyboard.TEXT -> EditorInfo.TYPE_CLASS_TEXT
        }
        if (field.keyboard == Keyboard.LATIN) it.imeHintLocales = LocaleList(Locale.ENGLISH)
        it.imeOptions = PRIVATE_IME_OPTIONS or EditorInfo.IME_ACTION_NEXT
        it.filters = arrayOf(InputFilter.LengthFilter(field.maxLength))
        it.setText(String(field.value.bytes, Charsets.UTF_8))
    }

    private fun label(labels: Labels) = SpannableStringBuilder(field.label).apply {
        append("  ")
        val start = length
        append(if (field.required) labels.required else labels.optional)
        val size = TypedValue.applyDimension(TypedValue.COMPLEX_UNIT_SP, TextRole.SMALL.sizeSp, theme.context.resources.displayMetrics).toInt()
        setSpan(AbsoluteSizeSpan(size), start, length, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE)
        setSpan(ForegroundColorSpan(if (field.required) theme.error else theme.muted), start, length, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE)
    }
}
