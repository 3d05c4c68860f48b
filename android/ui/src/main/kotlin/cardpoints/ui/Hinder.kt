package cardpoints.ui

import android.view.View
import cardpoints.Labels
import cardpoints.android.Hindrance

/** What keeps a card from being read, and what to do about it. */
internal fun Look.hinder(hindrance: Hindrance, labels: Labels, onSettings: () -> Unit): View {
    val column = Column(this)
    when (hindrance) {
        Hindrance.NFC_OFF -> {
            column.put(heading(labels.nfcOff, Type.LABEL))
            column.put(words(labels.nfcOffText), gap = 4)
            column.put(secondButton(labels.nfcSettings, R.id.card_points_settings, onSettings), gap = 12)
        }
        Hindrance.NFC_MISSING -> {
            column.put(heading(labels.nfcMissing, Type.LABEL))
            column.put(words(labels.nfcMissingText), gap = 4)
        }
        Hindrance.SEVERAL_CARDS -> column.put(words(labels.severalCards, Type.LABEL))
    }
    return box(background, error, R.drawable.card_points_wrong, column)
}
