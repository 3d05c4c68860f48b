package cardpoints.app

import android.app.Application
import cardpoints.Language

/** Holds the journey, which outlives the activities that show it. */
internal open class CardPointsApplication : Application() {
    /** Where cards are laid on, and where requests go. */
    open val world: World by lazy { Live(this) }

    /** Which language the person wants. */
    val languages: Languages by lazy { Languages(this) }

    /** The journey; null: none since the process began, or since the app was left. */
    var session: Session? = null
        private set

    /** The language of what is shown: a journey keeps the one that it was begun in. */
    val language: Language get() = session?.takeIf { it.begun }?.language ?: languages.wanted

    /** The journey that stands; a new one when there is none, or when it waits on the first page in another language. */
    fun session(): Session = session?.takeIf { it.language == language } ?: begin()

    /** A new journey, from the first page; one that stands ends. */
    fun begin(): Session {
        leave()
        return Session(this, world, languages.wanted).also { session = it }
    }

    /** The app is left: the journey ends. */
    fun leave() {
        session?.close()
        session = null
    }
}
