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
import cardpoints.Entry
import cardpoints.Field
import cardpoints.Keyboard
import cardpoints.Labels
import cardpoints.Secret
import java.util.Locale

/** A field with its label, help, example, and what is wrong with it. */
internal class FieldView(private val look: Look, labels: Labels, val field: Field) {
    val input: EditText = (if (field.secret) SecretField(look, field.keyboard, field.most) else open()).also {
        it.id = View.generateViewId()
    }

    val view: View = Column(look).also { column ->
        column.put(look.words(label(labels), Type.LABEL)).labelFor = input.id
        if (field.hint.isNotEmpty()) column.put(look.words(field.hint, Type.SMALL, look.muted), gap = 4)
        if (field.example.isNotEmpty()) column.put(look.words("${labels.example} ${field.example}", Type.SMALL, look.muted), gap = 4)
        column.put(input, gap = 8)
        field.problem?.let {
            look.wrong(input)
            column.put(look.words(it, Type.SMALL, look.error), gap = 8)
        }
        (input as? SecretField)?.let { column.put(HoldButton(look, labels, it), gap = 8, width = WRAP_CONTENT) }
    }

    /** What was typed; a secret moves out of its field. */
    fun entry(): Entry = Entry(field.id, (input as? SecretField)?.take() ?: Secret(input.text))

    fun wipe() {
        (input as? SecretField)?.wipe()
    }

    private fun open(): EditText = look.input().also {
        it.inputType = when (field.keyboard) {
            Keyboard.DIGITS -> EditorInfo.TYPE_CLASS_NUMBER
            Keyboard.LATIN -> EditorInfo.TYPE_CLASS_TEXT or EditorInfo.TYPE_TEXT_FLAG_NO_SUGGESTIONS
            Keyboard.TEXT -> EditorInfo.TYPE_CLASS_TEXT
        }
        if (field.keyboard == Keyboard.LATIN) it.imeHintLocales = LocaleList(Locale.ENGLISH)
        it.imeOptions = KEYBOARD or EditorInfo.IME_ACTION_NEXT
        it.filters = arrayOf(InputFilter.LengthFilter(field.most))
        it.setText(String(field.value.bytes, Charsets.UTF_8))
    }

    private fun label(labels: Labels) = SpannableStringBuilder(field.label).apply {
        append("  ")
        val start = length
        append(if (field.required) labels.required else labels.optional)
        val size = TypedValue.applyDimension(TypedValue.COMPLEX_UNIT_SP, Type.SMALL.size, look.context.resources.displayMetrics).toInt()
        setSpan(AbsoluteSizeSpan(size), start, length, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE)
        setSpan(ForegroundColorSpan(if (field.required) look.error else look.muted), start, length, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE)
    }
}
