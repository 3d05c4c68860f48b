package cardpoints.ui

import android.content.Context
import android.graphics.Canvas
import android.graphics.Color
import android.os.Bundle
import android.os.CancellationSignal
import android.os.ParcelFileDescriptor
import android.print.PageRange
import android.print.PrintAttributes
import android.print.PrintDocumentAdapter
import android.print.PrintDocumentInfo
import android.print.PrintManager
import android.print.pdf.PrintedPdfDocument
import android.text.StaticLayout
import android.text.TextPaint
import cardpoints.ScreenText
import java.io.FileOutputStream
import java.io.IOException

/** Prints the receipt or saves it as a PDF: the platform's print dialogue offers both. */
internal fun print(context: Context, text: ScreenText) {
    // The platform prints only from an activity.
    val printManager = activity(context)?.getSystemService(PrintManager::class.java) ?: return
    printManager.print(text.title, ReceiptDocument(context, text), null)
}

/** The receipt on paper: the text of the screen, on one page. */
internal class ReceiptDocument(private val context: Context, private val text: ScreenText) : PrintDocumentAdapter() {
    private var attributes: PrintAttributes? = null

    override fun onLayout(
        oldAttributes: PrintAttributes?,
        newAttributes: PrintAttributes,
        cancellationSignal: CancellationSignal,
        callback: LayoutResultCallback,
        extras: Bundle?,
    ) {
        if (cancellationSignal.isCanceled) return callback.onLayoutCancelled()
        attributes = newAttributes
        val info = PrintDocumentInfo.Builder("${text.title}.pdf").setContentType(PrintDocumentInfo.CONTENT_TYPE_DOCUMENT).setPageCount(1)
        callback.onLayoutFinished(info.build(), oldAttributes != newAttributes)
    }

    override fun onWrite(
        pages: Array<out PageRange>,
        destination: ParcelFileDescriptor,
        cancellationSignal: CancellationSignal,
        callback: WriteResultCallback,
    ) {
        if (cancellationSignal.isCanceled) return callback.onWriteCancelled()
        val document = PrintedPdfDocument(context, attributes ?: return callback.onWriteFailed(null))
        try {
            val page = document.startPage(0)
            draw(page.canvas, page.info.contentRect.width(), page.info.contentRect.height())
            document.finishPage(page)
            FileOutputStream(destination.fileDescriptor).use(document::writeTo)
            callback.onWriteFinished(arrayOf(PageRange.ALL_PAGES))
        } catch (failure: IOException) {
            callback.onWriteFailed(failure.localizedMessage)
        } finally {
            document.close()
        }
    }

    /** Draws the receipt on [width] × [height] points, smaller where it would not fit. */
    internal fun draw(canvas: Canvas, width: Int, height: Int) {
        val paragraphs = paragraphs(width)
        val neededHeight = paragraphs.sumOf { it.height + GAP_POINTS }
        val scale = minOf(1f, height.toFloat() / neededHeight)
        canvas.save()
        canvas.scale(scale, scale)
        for (paragraph in paragraphs) {
            paragraph.draw(canvas)
            canvas.translate(0f, (paragraph.height + GAP_POINTS).toFloat())
        }
        canvas.restore()
    }

    private fun paragraphs(width: Int): List<StaticLayout> {
        val practice = listOfNotNull(text.practice).map { paragraph(it, 14f, bold = true, width) }
        val facts = text.facts.map { fact ->
            if (fact.label.isEmpty()) paragraph(fact.value, 14f, bold = true, width) else paragraph("${fact.label}\n${fact.value}", 12f, bold = false, width)
        }
        return practice + paragraph(text.title, 20f, bold = true, width) + text.paragraphs.map { paragraph(it, 12f, bold = false, width) } + facts
    }

    private fun paragraph(text: String, size: Float, bold: Boolean, width: Int): StaticLayout {
        val paint = TextPaint(TextPaint.ANTI_ALIAS_FLAG)
        paint.textSize = size
        paint.color = Color.BLACK
        paint.isFakeBoldText = bold
        return StaticLayout.Builder.obtain(text, 0, text.length, paint, width).setLineSpacing(0f, 1.4f).build()
    }

    private companion object {
        const val GAP_POINTS = 10
    }
}
