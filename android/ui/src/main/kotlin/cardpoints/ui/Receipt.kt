package cardpoints.ui

import android.content.Context
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.pdf.PdfDocument
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
import cardpoints.Words
import java.io.FileOutputStream
import java.io.IOException

/** Prints the receipt, or saves it as a PDF: the platform's own print dialogue offers both. */
internal fun print(context: Context, words: Words) {
    // The platform prints from an activity alone.
    val printer = activity(context)?.getSystemService(PrintManager::class.java) ?: return
    printer.print(words.title, ReceiptDocument(context, words), null)
}

/** The receipt on paper: its words as they stand on the screen, on one page. */
internal class ReceiptDocument(private val context: Context, private val words: Words) : PrintDocumentAdapter() {
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
        val info = PrintDocumentInfo.Builder("${words.title}.pdf").setContentType(PrintDocumentInfo.CONTENT_TYPE_DOCUMENT).setPageCount(1)
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
            draw(page)
            document.finishPage(page)
            FileOutputStream(destination.fileDescriptor).use(document::writeTo)
            callback.onWriteFinished(arrayOf(PageRange.ALL_PAGES))
        } catch (unwritten: IOException) {
            callback.onWriteFailed(unwritten.localizedMessage)
        } finally {
            document.close()
        }
    }

    private fun draw(page: PdfDocument.Page) = draw(page.canvas, page.info.contentRect.width(), page.info.contentRect.height())

    /** Draws it [width] × [height] points large, smaller where it would not fit. */
    internal fun draw(canvas: Canvas, width: Int, height: Int) {
        val parts = parts(width)
        val needed = parts.sumOf { it.height + GAP }
        val scale = minOf(1f, height.toFloat() / needed)
        canvas.save()
        canvas.scale(scale, scale)
        for (part in parts) {
            part.draw(canvas)
            canvas.translate(0f, (part.height + GAP).toFloat())
        }
        canvas.restore()
    }

    private fun parts(width: Int): List<StaticLayout> {
        val practice = listOfNotNull(words.practice).map { part(it, 14f, bold = true, width) }
        val facts = words.lines.map { line ->
            if (line.label.isEmpty()) part(line.value, 14f, bold = true, width) else part("${line.label}\n${line.value}", 12f, bold = false, width)
        }
        return practice + part(words.title, 20f, bold = true, width) + words.text.map { part(it, 12f, bold = false, width) } + facts
    }

    private fun part(text: String, size: Float, bold: Boolean, width: Int): StaticLayout {
        val paint = TextPaint(TextPaint.ANTI_ALIAS_FLAG)
        paint.textSize = size
        paint.color = Color.BLACK
        paint.isFakeBoldText = bold
        return StaticLayout.Builder.obtain(text, 0, text.length, paint, width).setLineSpacing(0f, 1.4f).build()
    }

    private companion object {
        const val GAP = 10
    }
}
