/// The errors of the system's NFC: the codes of `NFCReaderError.Code`, available on every platform.
///
/// `docs/corenfc.md` has the same table, with what the person sees.
enum NfcError: Int, CaseIterable, Error {
    /// A code that this version does not know.
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
        self = NfcError(rawValue: code) ?? .unknown
    }

    /// How the reader handles an error.
    enum Category: Equatable {
        /// The card was removed, the session continues: poll for a card again.
        case cardLost
        /// Poll again, and send only short commands from now on.
        case commandTooLong
        /// The session has ended already and reports the reason itself.
        case sessionEnded
        /// No card can be read until the person wants to scan again.
        case scanProblem(ScanProblem)
    }

    var category: Category {
        switch self {
        case .tagConnectionLost, .retryExceeded, .tagResponseError, .tagNotConnected: .cardLost
        case .packetTooLong: .commandTooLong
        case .sessionInvalidated: .sessionEnded
        // Apple documents 8 by its name only; taken to mean that the person was asked and refused.
        case .userCanceled, .accessNotAccepted: .scanProblem(.closed)
        case .sessionTimeout: .scanProblem(.timedOut)
        case .systemIsBusy: .scanProblem(.busy)
        case .radioDisabled: .scanProblem(.radioOff)
        case .unsupportedFeature, .ineligible: .scanProblem(.unsupported)
        case .securityViolation: .scanProblem(.notSetUp)
        case .sessionTerminatedUnexpectedly, .firstNDEFTagRead, .invalidParameter, .invalidParameterLength,
            .parameterOutOfBound, .commandConfigurationInvalidParameters, .ndefTagNotWritable, .ndefTagUpdateFailure,
            .ndefTagSizeTooSmall, .ndefZeroLengthMessage, .unknown:
            .scanProblem(.interrupted)
        }
    }

    /// The problem after a session that ended with this error.
    var scanProblem: ScanProblem {
        if case .scanProblem(let scanProblem) = category { scanProblem } else { .interrupted }
    }
}
