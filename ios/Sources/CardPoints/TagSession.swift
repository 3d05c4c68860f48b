/// One session of the system's NFC, with its sheet, as far as it is used here.
///
/// Confined to the serial queue that it was made with: called there, and calling back there.
protocol TagSession: AnyObject {
    /// Puts the sheet up, with that message, and looks for cards. Once.
    func begin(_ message: String)
    /// Changes the sheet's message.
    func say(_ message: String)
    /// Looks for cards again; those found before are powered off and count no more.
    func poll()
    /// Connects the first of the cards found last; `nil`: done.
    func connect(_ done: @escaping @Sendable (NfcFault?) -> Void)
    /// Sends a command to the connected card, and gives data and status word.
    func send(_ command: Secret, _ done: @escaping @Sendable (Result<Secret, NfcFault>) -> Void)
    /// Takes the sheet away: with the system's tick, or with `error` and its cross. ``TagEvent/ended(_:)`` follows.
    func invalidate(error: String?)
}

/// What a session reports.
enum TagEvent: Sendable {
    /// All cards that lie there.
    case found([FoundTag])
    /// It is over, whoever ended it.
    case ended(NfcFault)
}

/// A card that was found.
enum FoundTag: Sendable, Equatable {
    /// It speaks ISO 7816-4; the system has selected that application, in hexadecimal digits.
    case iso7816(selected: String)
    /// It speaks something else: a transit card, say.
    case other
}
