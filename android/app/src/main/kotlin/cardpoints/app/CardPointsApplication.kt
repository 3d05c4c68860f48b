package cardpoints.app

import android.app.Application

/** Holds the journey, which outlives the activities that show it. */
internal open class CardPointsApplication : Application() {
    /** Where cards are laid on, and where requests go. */
    open val world: World by lazy { Live(this) }

    /** Which language the person wants. */
    val languages: Languages by lazy { Languages(this) }

    /** The journey; null: none since the process began, or since the app was left. */
    var session: Session? = null
        private set

    /** The journey that stands; a new one when there is none. */
    fun session(): Session = session ?: begin()

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
