/// The part of the system's NFC session, with its sheet, that is used here.
///
/// Confined to the serial queue that it was made with: it is called there and calls back there.
protocol TagSession: AnyObject {
    /// Opens the sheet with that message and polls for cards. Called once.
    func begin(_ message: String)
    /// Changes the message of the sheet.
    func setMessage(_ message: String)
    /// Polls for cards again; those found before are powered off and are no longer valid.
    func restartPolling()
    /// Connects to the first of the detected cards; calls back with `nil` on success.
    func connect(_ completion: @escaping @Sendable (NfcError?) -> Void)
    /// Sends a command to the connected card and calls back with data and status word.
    func send(_ command: Secret, _ completion: @escaping @Sendable (Result<Secret, NfcError>) -> Void)
    /// Closes the sheet with the system's tick, or with `error` and a cross. ``TagEvent/ended(_:)`` follows.
    func invalidate(error: String?)
}

/// What a session reports.
enum TagEvent: Sendable {
    /// All cards in the field.
    case detected([DetectedTag])
    /// The session has ended, whoever ended it.
    case ended(NfcError)
}

/// A card that was detected.
enum DetectedTag: Sendable, Equatable {
    /// A card with ISO 7816-4 commands; the system has selected that application, in hexadecimal digits.
    case iso7816(selectedAID: String)
    /// A card with another protocol, such as a transit card.
    case other
}
