package cardpoints.testing

import android.graphics.Bitmap
import android.graphics.Canvas
import android.view.View
import android.view.View.MeasureSpec
import android.view.ViewGroup
import android.widget.ScrollView
import java.io.File
import org.robolectric.shadows.ShadowLooper

/** Real pictures of views, by the framework's own renderer: for tests with `@GraphicsMode(NATIVE)`. */
public object Pictures {
    /** Where they are written: a folder of the module that git ignores. */
    public val folder: File = File("target/pictures")

    /** Writes a picture of [view], for a whole screen a window's `decorView`, to `NAME.png`: as a person sees it, without scrolling. */
    public fun take(view: View, name: String): File = write(bitmap(view), name)

    /** The same, as high as all of it needs, so that what stands further down is seen too. */
    public fun takeWhole(view: View, name: String): File = whole(view) { write(bitmap(view), name) }

    /** Does [work] while [view] is as high as all of it needs. */
    internal fun <T> whole(view: View, work: () -> T): T {
        val (width, height) = view.width to view.height
        val hidden = scrolls(view).sumOf { maxOf(0, (it.getChildAt(0)?.height ?: 0) + it.paddingTop + it.paddingBottom - it.height) }
        val places = scrolls(view).map { it to it.scrollY }
        lay(view, width, height + hidden)
        scrolls(view).forEach { it.scrollTo(0, 0) }
        return work().also {
            lay(view, width, height)
            places.forEach { (scroll, y) -> scroll.scrollTo(0, y) }
        }
    }

    /** What [view] looks like now. */
    public fun bitmap(view: View): Bitmap {
        ShadowLooper.idleMainLooper()
        if (view.isLayoutRequested) lay(view, view.width, view.height)
        val bitmap = Bitmap.createBitmap(maxOf(1, view.width), maxOf(1, view.height), Bitmap.Config.ARGB_8888)
        view.draw(Canvas(bitmap))
        return bitmap
    }

    private fun lay(view: View, width: Int, height: Int) {
        view.measure(exactly(width), exactly(height))
        view.layout(0, 0, width, height)
    }

    private fun exactly(size: Int) = MeasureSpec.makeMeasureSpec(size, MeasureSpec.EXACTLY)

    private fun scrolls(view: View): List<ScrollView> = when (view) {
        is ScrollView -> listOf(view)
        is ViewGroup -> (0 until view.childCount).flatMap { scrolls(view.getChildAt(it)) }
        else -> emptyList()
    }

    private fun write(bitmap: Bitmap, name: String): File {
        val file = File(folder, "$name.png")
        file.parentFile?.mkdirs()
        file.outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
        return file
    }
}
