/// What the system's NFC says went wrong: the codes of `NFCReaderError.Code`, known on every platform.
///
/// `docs/corenfc.md` shows the same table, with what the person sees.
enum NfcFault: Int, CaseIterable, Error {
    /// No code that this version knows.
    case unknown = 0

    case unsupportedFeature = 1
    case securityViolation = 2
    case invalidParameter = 3
    case invalidParameterLength = 4
    case parameterOutOfBound = 5
    case radioDisabled = 6
    case ineligible = 7
    case accessNotAccepted = 8

    case tagConnectionLost = 100
    case retryExceeded = 101
    case tagResponseError = 102
    case sessionInvalidated = 103
    case tagNotConnected = 104
    case packetTooLong = 105

    case userCanceled = 200
    case sessionTimeout = 201
    case sessionTerminatedUnexpectedly = 202
    case systemIsBusy = 203
    case firstNDEFTagRead = 204

    case commandConfigurationInvalidParameters = 300

    case ndefTagNotWritable = 400
    case ndefTagUpdateFailure = 401
    case ndefTagSizeTooSmall = 402
    case ndefZeroLengthMessage = 403

    init(code: Int) {
        self = NfcFault(rawValue: code) ?? .unknown
    }

    /// What follows from a fault.
    enum Meaning: Equatable {
        /// The card is gone, the session goes on: look for a card again.
        case cardLost
        /// The same, and from now on no command is longer than a short one.
        case tooLong
        /// The session has ended already, and says why by itself.
        case sessionOver
        /// No card can be read any more, until the person wants to try again.
        case hindered(Hindrance)
    }

    var meaning: Meaning {
        switch self {
        case .tagConnectionLost, .retryExceeded, .tagResponseError, .tagNotConnected: .cardLost
        case .packetTooLong: .tooLong
        case .sessionInvalidated: .sessionOver
        // 8 is documented by its name alone: the person was asked, and said no.
        case .userCanceled, .accessNotAccepted: .hindered(.closed)
        case .sessionTimeout: .hindered(.timedOut)
        case .systemIsBusy: .hindered(.busy)
        case .radioDisabled: .hindered(.radioOff)
        case .unsupportedFeature, .ineligible: .hindered(.unsupported)
        case .securityViolation: .hindered(.notSetUp)
        case .sessionTerminatedUnexpectedly, .firstNDEFTagRead, .invalidParameter, .invalidParameterLength,
            .parameterOutOfBound, .commandConfigurationInvalidParameters, .ndefTagNotWritable, .ndefTagUpdateFailure,
            .ndefTagSizeTooSmall, .ndefZeroLengthMessage, .unknown:
            .hindered(.interrupted)
        }
    }

    /// Why no card is read any more after a session that ended with it.
    var hindrance: Hindrance {
        if case .hindered(let hindrance) = meaning { hindrance } else { .interrupted }
    }
}
