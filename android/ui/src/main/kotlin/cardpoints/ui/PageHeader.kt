package cardpoints.ui

import android.view.Gravity
import android.widget.Button
import android.widget.LinearLayout
import cardpoints.Language
import cardpoints.languages

/** The progress of the journey, and the way back. */
internal fun Page.addHeader(progress: String, back: String?, onBack: () -> Unit) {
    if (back == null && progress.isEmpty()) return
    val row = column.add(FlowLayout(theme, theme.dp(16)))
    if (back != null) row.addView(backLink(back, onBack))
    if (progress.isNotEmpty()) {
        row.addView(
            theme.textView(progress, TextRole.SMALL, theme.muted).also {
                it.id = R.id.card_points_progress
                it.minHeight = theme.dp(48)
                it.gravity = Gravity.CENTER_VERTICAL
            },
        )
    }
}

/** A link to each other language, by its own name. */
internal fun Page.addLanguageSwitch(onLanguage: (Language) -> Unit) {
    val row = column.add(FlowLayout(theme, theme.dp(24)))
    for (info in languages().filter { it.language != theme.language }) {
        val link = theme.link(info.name) { onLanguage(info.language) }
        link.textLocale = info.language.textLocale
        row.addView(link)
    }
}

private fun Page.backLink(label: String, onBack: () -> Unit): Button = theme.link(label, onBack).also {
    it.id = R.id.card_points_back
    val arrow = theme.drawable(R.drawable.card_points_back)
    it.setCompoundDrawablesRelativeWithIntrinsicBounds(arrow, null, null, null)
    it.layoutParams = LinearLayout.LayoutParams(LinearLayout.LayoutParams.WRAP_CONTENT, LinearLayout.LayoutParams.WRAP_CONTENT)
}
