package cardpoints.app

import android.app.LocaleManager
import android.content.Context
import android.os.Build
import android.os.LocaleList
import cardpoints.Language
import cardpoints.languages
import cardpoints.matchLanguage
import java.util.Locale

/** The language of the app: the system's, unless the person chose another one in the app or in the system's settings. */
internal class LanguageSetting(private val context: Context) {
    private val preferences get() = context.getSharedPreferences("settings", Context.MODE_PRIVATE)

    /** The tag (BCP 47) that the app itself has saved. */
    private val savedTag: String? get() = preferences.getString(LANGUAGE, null)?.takeUnless { systemSavesChoice }

    /** The locale of the app's own resources; null: the system's. */
    val locale: Locale? get() = savedTag?.let(Locale::forLanguageTag)

    val language: Language
        get() = try {
            matchLanguage(listOfNotNull(savedTag) + context.resources.configuration.locales.toLanguageTags().split(','))
        } catch (_: LinkageError) {
            // The journey reports a library that can't be loaded.
            Language.entries.first()
        }

    /** Saves [language]. Where the system saves it, the system recreates the activity. */
    fun choose(language: Language) {
        val tag = languages().first { it.language == language }.tag
        if (systemSavesChoice) {
            context.getSystemService(LocaleManager::class.java).applicationLocales = LocaleList.forLanguageTags(tag)
        } else {
            preferences.edit().putString(LANGUAGE, tag).apply()
        }
    }

    companion object {
        private const val LANGUAGE = "language"

        /** From Android 13 on, the language of an app is one of the system's settings. */
        val systemSavesChoice: Boolean get() = Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU
    }
}
