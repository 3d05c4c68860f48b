package cardpoints.ui

import android.view.Gravity
import android.widget.Button
import android.widget.LinearLayout
import cardpoints.Language
import cardpoints.labels

/** Where the person is, and the way back. */
internal fun Page.head(progress: String, back: String?, onBack: () -> Unit) {
    if (back == null && progress.isEmpty()) return
    val flow = column.put(Flow(look, look.dp(16)))
    if (back != null) flow.addView(backLink(back, onBack))
    if (progress.isNotEmpty()) {
        flow.addView(
            look.words(progress, Type.SMALL, look.muted).also {
                it.id = R.id.card_points_progress
                it.minHeight = look.dp(48)
                it.gravity = Gravity.CENTER_VERTICAL
            },
        )
    }
}

/** The languages that are not spoken now, each in its own words. */
internal fun Page.languages(onLanguage: (Language) -> Unit) {
    val flow = column.put(Flow(look, look.dp(24)))
    for (language in Language.entries - look.language) {
        val link = look.link(labels(language).language) { onLanguage(language) }
        link.textLocale = language.locale
        flow.addView(link)
    }
}

private fun Page.backLink(words: String, onBack: () -> Unit): Button = look.link(words, onBack).also {
    it.id = R.id.card_points_back
    val arrow = look.drawable(R.drawable.card_points_back)
    it.setCompoundDrawablesRelativeWithIntrinsicBounds(arrow, null, null, null)
    it.layoutParams = LinearLayout.LayoutParams(LinearLayout.LayoutParams.WRAP_CONTENT, LinearLayout.LayoutParams.WRAP_CONTENT)
}
