package cardpoints.ui

import android.view.View
import cardpoints.Labels
import cardpoints.android.ScanProblem

/** Says why no card can be read, and what to do about it. */
internal fun Theme.scanProblemBox(problem: ScanProblem, labels: Labels, onSettings: () -> Unit): View {
    val column = ColumnLayout(this)
    when (problem) {
        ScanProblem.NFC_OFF -> {
            column.add(headingView(labels.nfcOff, TextRole.LABEL))
            column.add(textView(labels.nfcOffText), gap = 4)
            column.add(secondButton(labels.nfcSettings, R.id.card_points_settings, onSettings), gap = 12)
        }
        ScanProblem.NFC_MISSING -> {
            column.add(headingView(labels.nfcMissing, TextRole.LABEL))
            column.add(textView(labels.nfcMissingText), gap = 4)
        }
        ScanProblem.SEVERAL_CARDS -> column.add(textView(labels.severalCards, TextRole.LABEL))
    }
    return noticeBox(background, error, R.drawable.card_points_error, column)
}
