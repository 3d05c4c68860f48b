package cardpoints.app

/** A page of a journey: a text that it shows, and what a person does to get to the next page. */
internal class JourneyPage(val name: String, val expectedText: String, val proceed: TestPhone.() -> Unit)

/** The pages of an application with the card of [id], from the first page to the receipt. */
internal fun ExpectedTexts.applying(phone: TestPhone, id: String = "hanako"): List<JourneyPage> {
    val person = phone.environment.person(id)
    val account = checkNotNull(person.account)
    return listOf(
        JourneyPage("home", home) { touch(apply).touch(next) },
        JourneyPage("applied", first) { touch(first).touch(next) },
        JourneyPage("holder", myOwn) { touch(myOwn).touch(next) },
        JourneyPage("measures", measureNames.first()) { measureNames.forEach { touch(it) }.also { touch(next) } },
        JourneyPage("service", chooseService) { touch(service).touch(chooseService) },
        JourneyPage("account", accountId) {
            type(accountId, account.id.bytes.decodeToString())
            type(code, account.codes.first().bytes.decodeToString())
            touch(useAccount)
        },
        JourneyPage("terms", agree) { touch(agree) },
        JourneyPage("summary", summary) { touch(confirm) },
        JourneyPage("password", ready) { type(passwordField, person.pin.bytes.decodeToString()).touch(ready) },
        JourneyPage("tap", placeCardTitle) { placeCard(id) },
        JourneyPage("receipt", submitted) { touch(backToHome) },
    )
}

/** Goes through [pages] to the page called [name]. */
internal fun TestPhone.goTo(pages: List<JourneyPage>, name: String): TestPhone {
    for (page in pages) {
        waitFor(page.expectedText)
        if (page.name == name) return this
        page.proceed(this)
    }
    error("there is no page “$name”")
}

/** The label of the password field is the question itself. */
internal val ExpectedTexts.passwordField: String get() = password
