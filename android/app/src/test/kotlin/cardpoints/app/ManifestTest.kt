package cardpoints.app

import android.content.Intent
import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager
import cardpoints.Language
import cardpoints.Sent
import cardpoints.broken
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** What the system is told of the app. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = PracticeApplication::class)
internal class ManifestTest {
    private val app = RuntimeEnvironment.getApplication()
    private val told = app.packageManager.getPackageInfo(
        app.packageName,
        PackageManager.GET_PERMISSIONS or PackageManager.GET_ACTIVITIES or PackageManager.GET_SERVICES or
            PackageManager.GET_PROVIDERS or PackageManager.GET_RECEIVERS,
    )

    @Test
    fun `it may read cards, reach the network and vibrate, and nothing else`() {
        val may = told.requestedPermissions.map { it.substringAfterLast('.') }
        assertEquals(setOf("NFC", "INTERNET", "VIBRATE"), may.toSet())
    }

    @Test
    fun `other apps can open its first page, and nothing else`() {
        assertEquals(listOf(MainActivity::class.java.name), told.activities.filter { it.exported }.map { it.name })
        assertTrue(told.services.isNullOrEmpty() && told.providers.isNullOrEmpty() && told.receivers.isNullOrEmpty())
        val launcher = Intent(Intent.ACTION_MAIN).addCategory(Intent.CATEGORY_LAUNCHER).setPackage(app.packageName)
        assertEquals(1, app.packageManager.queryIntentActivities(launcher, 0).size)
    }

    @Test
    fun `nothing is backed up`() {
        assertFalse(app.applicationInfo.flags and ApplicationInfo.FLAG_ALLOW_BACKUP != 0)
    }

    @Test
    @Config(qualifiers = "ja")
    fun `an app whose core can't be loaded says in Japanese what the core would say`() = sameAsCore(Language.JAPANESE)

    @Test
    @Config(qualifiers = "en")
    fun `an app whose core can't be loaded says in English what the core would say`() = sameAsCore(Language.ENGLISH)

    @Test
    fun `an app whose core can't be loaded says in plain Japanese what the core would say`() {
        Tongue.PLAIN.ofTheSystem()
        sameAsCore(Language.PLAIN_JAPANESE)
    }

    @Test
    @Config(qualifiers = "ja-rJP")
    fun `a phone in Japanese is not taken for one in plain Japanese`() = assertEquals("ja", app.getString(R.string.language))

    private fun sameAsCore(language: Language) {
        val words = broken(language, Sent.NOTHING)
        assertEquals(words.title, app.getString(R.string.broken_title))
        assertEquals(words.text.last(), app.getString(R.string.broken_text))
    }

    @Test
    fun `roots are read from a file that people can read too`() {
        assertEquals(emptyList<ByteArray>(), certificates("no root yet"))
        val pem = "One:\n-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----\n"
        assertEquals(listOf<Byte>(1, 2, 3), certificates(pem + pem).last().toList())
    }
}
