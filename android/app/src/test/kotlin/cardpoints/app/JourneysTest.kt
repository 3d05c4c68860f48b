package cardpoints.app

import cardpoints.Event
import cardpoints.Request
import cardpoints.Secret
import cardpoints.testing.ShadowCard
import kotlinx.coroutines.CompletableDeferred
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.util.concurrent.atomic.AtomicInteger

/** The whole app, by what a person sees, in every language. */
@RunWith(ParameterizedRobolectricTestRunner::class)
@Config(sdk = [34], application = PracticeApplication::class, shadows = [ShadowCard::class])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
internal class JourneysTest(private val tongue: Tongue) {
    private val phone: Phone by lazy {
        tongue.ofTheSystem()
        Phone()
    }

    @After
    fun close() = phone.close()

    /** As far as the page where the password is typed. */
    private fun toPassword(id: String = "hanako") = phone.walk(tongue.applying(phone, id), "password")

    private fun type(password: String) = phone.type(tongue.passwordField, password).touch(tongue.ready)

    @Test
    fun `from the first screen to the receipt`() {
        phone.walk(tongue.applying(phone), "receipt")
        phone.touch(tongue.toHome).sees(tongue.apply)
    }

    @Test
    fun `whoever has applied sees it`() {
        with(tongue) {
            phone.touch(check).touch(goOn).sees(ready)
            type("2950").sees(layOn)
            phone.lay("sora").sees(service)
        }
    }

    @Test
    fun `a card is read without a password`() {
        with(tongue) { phone.touch(tryCard).touch(goOn).sees(layOn).lay("hanako").sees(cardRead) }
        assertEquals(0, checkNotNull(ShadowCard.card).verifies())
    }

    @Test
    fun `spots are found`() {
        val (place, kind, search, found) = when (tongue) {
            Tongue.JAPANESE -> listOf("市区町村か都道府県", "どこでもよい", "探す", "か所見つかりました")
            Tongue.PLAIN -> listOf("市区町村か都道府県", "どこでもいい", "さがす", "か所ありました")
            Tongue.ENGLISH -> listOf("Town or prefecture", "Any kind", "Search", "places were found")
        }
        with(tongue) { phone.touch(spots).touch(goOn).sees(place).touch(goOn).touch(kind).touch(search).sees(found) }
    }

    @Test
    fun `help is read`() {
        val (page, read, said) = when (tongue) {
            Tongue.JAPANESE -> listOf("安全のしくみ", "これを読む", "この機器には何も残りません")
            Tongue.PLAIN -> listOf("安全ですか", "これを読む", "このスマホやパソコンには、何も残りません")
            Tongue.ENGLISH -> listOf("Why is it safe?", "Read this", "Nothing stays on this device")
        }
        with(tongue) { phone.touch(help).touch(goOn).touch(page).touch(read).sees(said) }
    }

    @Test
    fun `an Individual Key ID alone`() {
        with(tongue) {
            phone.touch(preregister).touch(goOn).touch(myOwn).touch(goOn).touch(agree)
            type("5093").sees(layOn)
            phone.lay("hanako").sees(keyId)
        }
    }

    @Test
    fun `a wrong password is said, with the tries that are left`() {
        toPassword()
        val card = phone.card("hanako")
        type("0000").sees(tongue.layOn).lay(card).sees(tongue.wrong)
        // It still lies there.
        type("5093").sees(tongue.submitted)
    }

    @Test
    fun `the last try is used only by consent`() {
        toPassword()
        val card = phone.card("hanako").apply { setTries(1) }
        type("5093").sees(tongue.layOn).lay(card).sees(tongue.lastTry)
        assertEquals(0, card.verifies())
        phone.touch(tongue.useLast).sees(tongue.submitted)
    }

    @Test
    fun `a locked card is said to be locked`() {
        toPassword()
        type("5093").sees(tongue.layOn).lay("kenji").sees(tongue.locked)
    }

    @Test
    fun `a card torn before the password has used up nothing`() {
        toPassword()
        val card = phone.card("hanako").apply { tear(2, false) }
        type("5093").sees(tongue.layOn).lay(card).sees(tongue.lostEarly).lay(card).sees(tongue.submitted)
    }

    @Test
    fun `a card torn at the password is looked at first`() {
        toPassword()
        val card = phone.card("hanako").apply { tear(4, true) }
        type("5093").sees(tongue.layOn).lay(card).sees(tongue.lookFirst).lay(card).sees(tongue.ready)
        type("5093").sees(tongue.submitted)
    }

    @Test
    fun `a card torn while signing had the right password`() {
        toPassword()
        val card = phone.card("hanako").apply { tear(5, false) }
        type("5093").sees(tongue.layOn).lay(card).sees(tongue.wasRight)
    }

    @Test
    fun `another card than before is noticed`() {
        toPassword()
        val card = phone.card("hanako").apply { tear(4, false) }
        type("5093").sees(tongue.layOn).lay(card).sees(tongue.lookFirst).lay("taro").sees(tongue.otherCard)
    }

    @Test
    fun `a transit card is no Individual Number Card`() {
        with(tongue) { phone.touch(tryCard).touch(goOn).sees(layOn).lay("transit").sees(notThisKind) }
    }

    @Test
    fun `no network, and again`() {
        phone.practice.network = { Event.Unreachable(it.id) }
        with(tongue) { phone.touch(apply).touch(goOn).sees(offline) }
        phone.practice.network = null
        phone.touch(tongue.again).sees(tongue.first)
    }

    /** The backend refuses [request], as it would over HTTP. */
    private fun refused(request: Request, status: Int, type: String, data: String): Event {
        val problem = """{"type":"urn:card-points:$type","status":$status,"title":"",$data}"""
        return Event.Received(request.id, status, Secret(problem))
    }

    @Test
    fun `closed for maintenance, and open again`() {
        phone.practice.network = { refused(it, 503, "maintenance", "\"until\":null") }
        val closed = when (tongue) {
            Tongue.JAPANESE -> "今は受付を休んでいます"
            Tongue.PLAIN -> "今は受付が休みです"
            Tongue.ENGLISH -> "The service is closed for now"
        }
        with(tongue) { phone.touch(apply).touch(goOn).sees(closed) }
        phone.practice.network = null
        phone.touch(tongue.again).sees(tongue.first)
    }

    @Test
    fun `many people at once, until it is one's turn`() {
        val turn = CompletableDeferred<Unit>()
        val requests = AtomicInteger()
        phone.practice.network = {
            if (requests.getAndIncrement() == 0) {
                refused(it, 429, "busy", "\"position\":1204,\"seconds\":90")
            } else {
                turn.await()
                phone.practice.sandbox.answer(it)
            }
        }
        val queue = when (tongue) {
            Tongue.JAPANESE -> "1,204番目です。およそ2分待ちます。"
            Tongue.PLAIN -> "あなたは1,204番目です。2分くらい待ってください。"
            Tongue.ENGLISH -> "You are number 1,204; about 2 minutes."
        }
        with(tongue) { phone.touch(apply).touch(goOn).sees(queue) }
        turn.complete(Unit)
        phone.sees(tongue.first)
    }

    @Test
    fun `NFC off, then on`() {
        phone.switchNfc(false)
        with(tongue) {
            phone.touch(tryCard).touch(goOn).sees(nfcOff).touch(settings)
            val opened = org.robolectric.Shadows.shadowOf(phone.activity).nextStartedActivity
            assertEquals(android.provider.Settings.ACTION_NFC_SETTINGS, opened.action)
            phone.switchNfc(true).until("NFC is on") { !phone.shows(nfcOff) }
            phone.lay("hanako").sees(cardRead)
        }
    }

    @Test
    fun `whoever applies twice is told that it stands`() {
        phone.walk(tongue.applying(phone), "receipt").touch(tongue.toHome)
        val stops = tongue.applying(phone)
        phone.sees(tongue.home)
        phone.walk(stops, "tap").lay("hanako")
        val stands = when (tongue) {
            Tongue.JAPANESE -> "に申込みが済んでいます"
            Tongue.PLAIN -> "に申し込（こ）みました。"
            Tongue.ENGLISH -> "You applied for this on"
        }
        phone.sees(stands)
    }

    @Test
    fun `a fault of ours has words and is no crash`() {
        phone.practice.network = { error("nobody expected this") }
        with(tongue) { phone.touch(apply).touch(goOn) }
        phone.sees(phone.activity.getString(R.string.broken_title))
        phone.practice.network = null
        phone.touch(tongue.toHome).sees(tongue.apply)
    }

    @Test
    fun `every screen says that it is practice`() {
        for (stop in tongue.applying(phone)) {
            phone.sees(stop.sees).sees(tongue.practice)
            stop.does(phone)
        }
    }

    companion object {
        @JvmStatic
        @ParameterizedRobolectricTestRunner.Parameters(name = "{0}")
        fun tongues(): List<Array<Tongue>> = Tongue.entries.map { arrayOf(it) }
    }
}
