package cardpoints.app

import android.app.LocaleManager
import android.content.Context
import android.os.Build
import android.os.LocaleList
import cardpoints.Language
import java.util.Locale

/** Which language the person wants: the system's, unless they chose one in the app or for it in the settings. */
internal class Languages(private val context: Context) {
    private val kept get() = context.getSharedPreferences("settings", Context.MODE_PRIVATE)

    /** Theirs now. */
    val wanted: Language
        get() = of(kept.getString(LANGUAGE, null)?.takeIf { !systemKeeps } ?: context.getString(R.string.language))

    /** The person chose [language]. Where the system keeps it, it also shows the activity anew. */
    fun choose(language: Language) {
        if (systemKeeps) {
            context.getSystemService(LocaleManager::class.java).applicationLocales = LocaleList.forLanguageTags(language.tag)
        } else {
            kept.edit().putString(LANGUAGE, language.tag).apply()
        }
    }

    companion object {
        private const val LANGUAGE = "language"

        /** From Android 13 on, an app's language is one of the system's settings. */
        val systemKeeps: Boolean get() = Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU

        private fun of(tag: String) = Language.entries.first { it.tag == tag }
    }
}

/** Its tag (BCP 47): what the system's settings and the resources call it, as in `values-b+ja+simple`. */
internal val Language.tag: String
    get() = when (this) {
        Language.JAPANESE -> "ja"
        Language.ENGLISH -> "en"
        Language.PLAIN_JAPANESE -> "ja-simple"
    }

/** For the app's own resources; says also which shapes Chinese characters take. */
internal val Language.locale: Locale get() = Locale.forLanguageTag(tag)
