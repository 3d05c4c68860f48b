package cardpoints.app

import android.content.Intent
import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager
import cardpoints.Language
import cardpoints.SubmissionState
import cardpoints.internalError
import cardpoints.languages
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.xmlpull.v1.XmlPullParser

/** The manifest and the resources of the app. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = SandboxTestApplication::class)
internal class ManifestTest {
    private val app = RuntimeEnvironment.getApplication()
    private val packageInfo = app.packageManager.getPackageInfo(
        app.packageName,
        PackageManager.GET_PERMISSIONS or PackageManager.GET_ACTIVITIES or PackageManager.GET_SERVICES or
            PackageManager.GET_PROVIDERS or PackageManager.GET_RECEIVERS,
    )

    @Test
    fun `the app may read cards, use the network and vibrate, and nothing else`() {
        val permissions = packageInfo.requestedPermissions.map { it.substringAfterLast('.') }
        assertEquals(setOf("NFC", "INTERNET", "VIBRATE"), permissions.toSet())
    }

    @Test
    fun `other apps can open its first page, and nothing else`() {
        assertEquals(listOf(MainActivity::class.java.name), packageInfo.activities.filter { it.exported }.map { it.name })
        assertTrue(packageInfo.services.isNullOrEmpty() && packageInfo.providers.isNullOrEmpty() && packageInfo.receivers.isNullOrEmpty())
        val launcher = Intent(Intent.ACTION_MAIN).addCategory(Intent.CATEGORY_LAUNCHER).setPackage(app.packageName)
        assertEquals(1, app.packageManager.queryIntentActivities(launcher, 0).size)
    }

    @Test
    fun `nothing is backed up`() {
        assertFalse(app.applicationInfo.flags and ApplicationInfo.FLAG_ALLOW_BACKUP != 0)
    }

    @Test
    @Config(qualifiers = "ja")
    fun `the message that the core can't be loaded is the core's own text in Japanese`() = assertSameAsCore(Language.JAPANESE)

    @Test
    @Config(qualifiers = "en")
    fun `the message that the core can't be loaded is the core's own text in English`() = assertSameAsCore(Language.ENGLISH)

    @Test
    fun `the message that the core can't be loaded is the core's own text in plain Japanese`() {
        ExpectedTexts.PLAIN.setAsSystemLanguage()
        assertSameAsCore(Language.PLAIN_JAPANESE)
    }

    @Test
    @Config(qualifiers = "ja-rJP")
    fun `a phone in Japanese gets Japanese, not plain Japanese`() {
        assertEquals(Language.JAPANESE, LanguageSetting(app).language)
        assertSameAsCore(Language.JAPANESE)
    }

    private fun assertSameAsCore(language: Language) {
        val text = internalError(language, SubmissionState.NOT_SENT)
        assertEquals(text.title, app.getString(R.string.internal_error_title))
        assertEquals(text.paragraphs.last(), app.getString(R.string.internal_error_text))
    }

    @Test
    fun `the system offers the core's languages`() {
        val parser = app.resources.getXml(R.xml.locales_config)
        val tags = generateSequence { parser.next().takeIf { it != XmlPullParser.END_DOCUMENT } }
            .filter { it == XmlPullParser.START_TAG && parser.name == "locale" }
            .map { parser.getAttributeValue("http://schemas.android.com/apk/res/android", "name") }.toList()
        assertEquals(languages().map { it.tag }, tags)
    }

    @Test
    fun `root certificates are read from a file with text between them`() {
        assertEquals(emptyList<ByteArray>(), certificates("no root yet"))
        val pem = "One:\n-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----\n"
        assertEquals(listOf<Byte>(1, 2, 3), certificates(pem + pem).last().toList())
    }
}
