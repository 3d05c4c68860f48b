package cardpoints.testing

import android.graphics.Bitmap
import android.graphics.Canvas
import android.view.View
import android.view.View.MeasureSpec
import android.view.ViewGroup
import android.widget.ScrollView
import org.robolectric.shadows.ShadowLooper
import java.io.File

/** Pictures of views, drawn by the framework's own renderer. For tests with `@GraphicsMode(NATIVE)`. */
public object Screenshots {
    /** A folder of the module that git ignores. */
    public val folder: File = File("target/pictures")

    /** Writes a picture of [view] (for a whole screen: a window's `decorView`) to `NAME.png`, as it is visible without scrolling. */
    public fun take(view: View, name: String): File = write(bitmap(view), name)

    /** The same at the full height of the content, so that everything is visible. */
    public fun takeFullHeight(view: View, name: String): File = atFullHeight(view) { write(bitmap(view), name) }

    /** Runs [action] while [view] has the full height of its content. */
    internal fun <T> atFullHeight(view: View, action: () -> T): T {
        val (width, height) = view.width to view.height
        val hidden = scrollViews(view).sumOf { maxOf(0, (it.getChildAt(0)?.height ?: 0) + it.paddingTop + it.paddingBottom - it.height) }
        val positions = scrollViews(view).map { it to it.scrollY }
        layOut(view, width, height + hidden)
        scrollViews(view).forEach { it.scrollTo(0, 0) }
        return action().also {
            layOut(view, width, height)
            positions.forEach { (scroll, y) -> scroll.scrollTo(0, y) }
        }
    }

    /** The current picture of [view]. */
    public fun bitmap(view: View): Bitmap {
        ShadowLooper.idleMainLooper()
        if (view.isLayoutRequested) layOut(view, view.width, view.height)
        val bitmap = Bitmap.createBitmap(maxOf(1, view.width), maxOf(1, view.height), Bitmap.Config.ARGB_8888)
        view.draw(Canvas(bitmap))
        return bitmap
    }

    private fun layOut(view: View, width: Int, height: Int) {
        view.measure(exactly(width), exactly(height))
        view.layout(0, 0, width, height)
    }

    private fun exactly(size: Int) = MeasureSpec.makeMeasureSpec(size, MeasureSpec.EXACTLY)

    private fun scrollViews(view: View): List<ScrollView> = when (view) {
        is ScrollView -> listOf(view)
        is ViewGroup -> (0 until view.childCount).flatMap { scrollViews(view.getChildAt(it)) }
        else -> emptyList()
    }

    private fun write(bitmap: Bitmap, name: String): File {
        val file = File(folder, "$name.png")
        file.parentFile?.mkdirs()
        file.outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
        return file
    }
}
