package cardpoints.app

import cardpoints.Event
import cardpoints.HttpRequest
import cardpoints.Secret
import cardpoints.testing.ShadowCardIsoDep
import kotlinx.coroutines.CompletableDeferred
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.util.concurrent.atomic.AtomicInteger

/** The whole app, by its visible text, in every language. */
@RunWith(ParameterizedRobolectricTestRunner::class)
@Config(sdk = [34], application = SandboxTestApplication::class, shadows = [ShadowCardIsoDep::class])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
internal class JourneysTest(private val texts: ExpectedTexts) {
    private val phone: TestPhone by lazy {
        texts.setAsSystemLanguage()
        TestPhone()
    }

    @After
    fun close() = phone.close()

    /** Goes to the page where the password is typed. */
    private fun goToPassword(id: String = "hanako") = phone.goTo(texts.applying(phone, id), "password")

    private fun type(password: String) = phone.type(texts.passwordField, password).touch(texts.ready)

    @Test
    fun `from the first screen to the receipt`() {
        phone.goTo(texts.applying(phone), "receipt")
        phone.touch(texts.backToHome).waitFor(texts.apply)
    }

    @Test
    fun `a person who has applied sees the application`() {
        with(texts) {
            phone.touch(check).touch(next).waitFor(ready)
            type("2950").waitFor(placeCardTitle)
            phone.placeCard("sora").waitFor(service)
        }
    }

    @Test
    fun `a card is read without a password`() {
        with(texts) { phone.touch(tryOutCard).touch(next).waitFor(placeCardTitle).placeCard("hanako").waitFor(cardRead) }
        assertEquals(0, checkNotNull(ShadowCardIsoDep.card).verifies())
    }

    @Test
    fun `spots are found`() {
        val (place, kind, search, found) = when (texts) {
            ExpectedTexts.JAPANESE -> listOf("市区町村か都道府県", "どこでもよい", "探す", "か所見つかりました")
            ExpectedTexts.PLAIN -> listOf("市区町村か都道府県", "どこでもいい", "さがす", "か所ありました")
            ExpectedTexts.ENGLISH -> listOf("Town or prefecture", "Any kind", "Search", "places were found")
        }
        with(texts) { phone.touch(spots).touch(next).waitFor(place).touch(next).touch(kind).touch(search).waitFor(found) }
    }

    @Test
    fun `help is read`() {
        val (page, read, content) = when (texts) {
            ExpectedTexts.JAPANESE -> listOf("安全のしくみ", "これを読む", "この機器には何も残りません")
            ExpectedTexts.PLAIN -> listOf("安全ですか", "これを読む", "このスマホやパソコンには、何も残りません")
            ExpectedTexts.ENGLISH -> listOf("Why is it safe?", "Read this", "Nothing stays on this device")
        }
        with(texts) { phone.touch(help).touch(next).touch(page).touch(read).waitFor(content) }
    }

    @Test
    fun `an Individual Key ID alone`() {
        with(texts) {
            phone.touch(preregister).touch(next).touch(myOwn).touch(next).touch(agree)
            type("5093").waitFor(placeCardTitle)
            phone.placeCard("hanako").waitFor(keyId)
        }
    }

    @Test
    fun `a wrong password is reported with the tries left`() {
        goToPassword()
        val card = phone.card("hanako")
        type("0000").waitFor(texts.placeCardTitle).placeCard(card).waitFor(texts.wrongPassword)
        // The card is still present.
        type("5093").waitFor(texts.submitted)
    }

    @Test
    fun `the last try is used only after a confirmation`() {
        goToPassword()
        val card = phone.card("hanako").apply { setTries(1) }
        type("5093").waitFor(texts.placeCardTitle).placeCard(card).waitFor(texts.lastTry)
        assertEquals(0, card.verifies())
        phone.touch(texts.useLastTry).waitFor(texts.submitted)
    }

    @Test
    fun `a locked card is reported as locked`() {
        goToPassword()
        type("5093").waitFor(texts.placeCardTitle).placeCard("kenji").waitFor(texts.locked)
    }

    @Test
    fun `a card that is removed before the password check has used no try`() {
        goToPassword()
        val card = phone.card("hanako").apply { removeAt(2, false) }
        type("5093").waitFor(texts.placeCardTitle).placeCard(card).waitFor(texts.lostBeforePassword).placeCard(card).waitFor(texts.submitted)
    }

    @Test
    fun `after a card was removed during the password check, its tries are read first`() {
        goToPassword()
        val card = phone.card("hanako").apply { removeAt(4, true) }
        type("5093").waitFor(texts.placeCardTitle).placeCard(card).waitFor(texts.lostDuringPassword).placeCard(card).waitFor(texts.ready)
        type("5093").waitFor(texts.submitted)
    }

    @Test
    fun `a card that is removed while signing has accepted the password`() {
        goToPassword()
        val card = phone.card("hanako").apply { removeAt(5, false) }
        type("5093").waitFor(texts.placeCardTitle).placeCard(card).waitFor(texts.passwordWasRight)
    }

    @Test
    fun `a different card is noticed`() {
        goToPassword()
        val card = phone.card("hanako").apply { removeAt(4, false) }
        type("5093").waitFor(texts.placeCardTitle).placeCard(card).waitFor(texts.lostDuringPassword).placeCard("taro").waitFor(texts.differentCard)
    }

    @Test
    fun `a transit card is no Individual Number Card`() {
        with(texts) { phone.touch(tryOutCard).touch(next).waitFor(placeCardTitle).placeCard("transit").waitFor(notIndividualNumberCard) }
    }

    @Test
    fun `no network, and again`() {
        phone.environment.network = { Event.Unreachable(it.id) }
        with(texts) { phone.touch(apply).touch(next).waitFor(offline) }
        phone.environment.network = null
        phone.touch(texts.tryAgain).waitFor(texts.first)
    }

    /** The backend's refusal of [request], as it comes over HTTP. */
    private fun refusal(request: HttpRequest, status: Int, type: String, data: String): Event {
        val problem = """{"type":"urn:card-points:$type","status":$status,"title":"",$data}"""
        return Event.Received(request.id, status, Secret(problem))
    }

    @Test
    fun `closed for maintenance, and open again`() {
        phone.environment.network = { refusal(it, 503, "maintenance", "\"until\":null") }
        val closed = when (texts) {
            ExpectedTexts.JAPANESE -> "今は受付を休んでいます"
            ExpectedTexts.PLAIN -> "今は受付が休みです"
            ExpectedTexts.ENGLISH -> "The service is closed for now"
        }
        with(texts) { phone.touch(apply).touch(next).waitFor(closed) }
        phone.environment.network = null
        phone.touch(texts.tryAgain).waitFor(texts.first)
    }

    @Test
    fun `in a queue until it is the person's turn`() {
        val admitted = CompletableDeferred<Unit>()
        val requests = AtomicInteger()
        phone.environment.network = {
            if (requests.getAndIncrement() == 0) {
                refusal(it, 429, "busy", "\"position\":1204,\"seconds\":90")
            } else {
                admitted.await()
                phone.environment.sandbox.answer(it)
            }
        }
        val queue = when (texts) {
            ExpectedTexts.JAPANESE -> "1,204番目です。およそ2分待ちます。"
            ExpectedTexts.PLAIN -> "あなたは1,204番目です。2分くらい待ってください。"
            ExpectedTexts.ENGLISH -> "You are number 1,204; about 2 minutes."
        }
        with(texts) { phone.touch(apply).touch(next).waitFor(queue) }
        admitted.complete(Unit)
        phone.waitFor(texts.first)
    }

    @Test
    fun `NFC off, then on`() {
        phone.setNfcEnabled(false)
        with(texts) {
            phone.touch(tryOutCard).touch(next).waitFor(nfcOff).touch(settings)
            val opened = org.robolectric.Shadows.shadowOf(phone.activity).nextStartedActivity
            assertEquals(android.provider.Settings.ACTION_NFC_SETTINGS, opened.action)
            phone.setNfcEnabled(true).until("NFC is on") { !phone.shows(nfcOff) }
            phone.placeCard("hanako").waitFor(cardRead)
        }
    }

    @Test
    fun `a person who applies twice learns of the first application`() {
        phone.goTo(texts.applying(phone), "receipt").touch(texts.backToHome)
        val pages = texts.applying(phone)
        phone.waitFor(texts.home)
        phone.goTo(pages, "tap").placeCard("hanako")
        val applied = when (texts) {
            ExpectedTexts.JAPANESE -> "に申込みが済んでいます"
            ExpectedTexts.PLAIN -> "に申し込（こ）みました。"
            ExpectedTexts.ENGLISH -> "You applied for this on"
        }
        phone.waitFor(applied)
    }

    @Test
    fun `an internal error is shown, and the app does not crash`() {
        phone.environment.network = { error("an unexpected fault") }
        with(texts) { phone.touch(apply).touch(next) }
        phone.waitFor(phone.activity.getString(R.string.internal_error_title))
        phone.environment.network = null
        phone.touch(texts.backToHome).waitFor(texts.apply)
    }

    @Test
    fun `every screen says that it is practice`() {
        for (page in texts.applying(phone)) {
            phone.waitFor(page.expectedText).waitFor(texts.practice)
            page.proceed(phone)
        }
    }

    companion object {
        @JvmStatic
        @ParameterizedRobolectricTestRunner.Parameters(name = "{0}")
        fun languages(): List<Array<ExpectedTexts>> = ExpectedTexts.entries.map { arrayOf(it) }
    }
}
