package cardpoints.app

import android.app.Application
import cardpoints.languages
import kotlin.concurrent.thread

/** Holds the journey, which outlives the activities that show it. */
internal open class CardPointsApplication : Application() {
    open val environment: AppEnvironment by lazy { ProductionEnvironment(this) }

    val languageSetting: LanguageSetting by lazy { LanguageSetting(this) }

    /** The current journey; null before the first one, and after the app was left. */
    var journey: ActiveJourney? = null
        private set

    override fun onCreate() {
        super.onCreate()
        // Loads the library off the main thread. A library that can't be loaded is reported by the journey.
        thread { runCatching { languages() } }
    }

    /** The current journey; starts one if there is none. */
    fun currentJourney(): ActiveJourney = journey ?: startJourney()

    /** Starts a journey at the first page; the current one ends. */
    fun startJourney(): ActiveJourney {
        endJourney()
        return ActiveJourney(this, environment, languageSetting.language).also { journey = it }
    }

    fun endJourney() {
        journey?.close()
        journey = null
    }
}
