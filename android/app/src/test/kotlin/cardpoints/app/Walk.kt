package cardpoints.app

/** A page of a journey: what stands there, and what a person does to come to the next one. */
internal class Stop(val name: String, val sees: String, val does: Phone.() -> Unit)

/** Applying with [id]'s card, page by page, from the first screen to the receipt. */
internal fun Tongue.applying(phone: Phone, id: String = "hanako"): List<Stop> {
    val person = phone.practice.person(id)
    val account = checkNotNull(person.account)
    return listOf(
        Stop("home", home) { touch(apply).touch(goOn) },
        Stop("applied", first) { touch(first).touch(goOn) },
        Stop("holder", myOwn) { touch(myOwn).touch(goOn) },
        Stop("measures", wants.first()) { wants.forEach { touch(it) }.also { touch(goOn) } },
        Stop("service", takeService) { touch(service).touch(takeService) },
        Stop("account", accountId) {
            type(accountId, account.id.bytes.decodeToString())
            type(code, account.codes.first().bytes.decodeToString())
            touch(takeAccount)
        },
        Stop("terms", agree) { touch(agree) },
        Stop("summary", summary) { touch(confirm) },
        Stop("password", ready) { type(passwordField, person.pin.bytes.decodeToString()).touch(ready) },
        Stop("tap", layOn) { lay(id) },
        Stop("receipt", submitted) { touch(toHome) },
    )
}

/** Walks [stops] up to the one called [name], which is then on the screen. */
internal fun Phone.walk(stops: List<Stop>, name: String): Phone {
    for (stop in stops) {
        sees(stop.sees)
        if (stop.name == name) return this
        stop.does(this)
    }
    error("there is no stop “$name”")
}

/** The password's own label is the question itself. */
internal val Tongue.passwordField: String get() = password
