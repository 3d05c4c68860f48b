// Replaces Apple's CoreNFC on Linux: only the declarations that CardPoints uses, with Apple's
// documented signatures; docs/corenfc.md names the page of each. Tests control them through a `SimulatedNFCField`.
import Dispatch
import Foundation

public protocol NFCReaderSessionProtocol: NSObjectProtocol {
    var alertMessage: String { get set }
    func begin()
    func invalidate()
    func invalidate(errorMessage: String)
}

open class NFCReaderSession: NSObject, NFCReaderSessionProtocol {
    open class var readingAvailable: Bool { SimulatedNFCField.current?.isAvailable ?? false }

    open var alertMessage: String = "" {
        didSet { field?.messageChanged(self, alertMessage) }
    }

    open func begin() {
        field?.begin(self)
    }

    open func invalidate() {
        field?.invalidate(self, error: nil)
    }

    open func invalidate(errorMessage: String) {
        field?.invalidate(self, error: errorMessage)
    }

    let field: SimulatedNFCField?
    let sessionQueue: DispatchQueue
    var begun = false

    fileprivate init(field: SimulatedNFCField?, queue: DispatchQueue) {
        self.field = field
        sessionQueue = queue
    }
}

open class NFCTagReaderSession: NFCReaderSession {
    public struct PollingOption: OptionSet, Sendable {
        public let rawValue: Int

        public init(rawValue: Int) {
            self.rawValue = rawValue
        }

        public static var iso14443: NFCTagReaderSession.PollingOption { PollingOption(rawValue: 1) }
    }

    weak var delegate: (any NFCTagReaderSessionDelegate)?

    public convenience init?(
        pollingOption: NFCTagReaderSession.PollingOption, delegate: any NFCTagReaderSessionDelegate,
        queue: DispatchQueue? = nil
    ) {
        let queue = queue ?? DispatchQueue(label: "NFCTagReaderSession")
        self.init(field: queue.getSpecific(key: SimulatedNFCField.key), queue: queue)
        self.delegate = delegate
    }

    open func restartPolling() {
        field?.restartPolling(self)
    }

    @preconcurrency open func connect(
        to tag: NFCTag, completionHandler: @escaping @Sendable ((any Error)?) -> Void
    ) {
        let error = field?.connect(self, tag.simulated)
        sessionQueue.async { completionHandler(error) }
    }
}

public protocol NFCTagReaderSessionDelegate: NSObjectProtocol {
    func tagReaderSessionDidBecomeActive(_ session: NFCTagReaderSession)
    func tagReaderSession(_ session: NFCTagReaderSession, didInvalidateWithError error: any Error)
    func tagReaderSession(_ session: NFCTagReaderSession, didDetect tags: [NFCTag])
}

/// The two kinds that `PollingOption.iso14443` finds. Apple's enum also has `feliCa` and `iso15693`.
public enum NFCTag {
    case iso7816(any NFCISO7816Tag)
    case miFare(any NFCMiFareTag)
}

/// Apple's inherits from `NFCNDEFTag` and `__NFCTag`.
public protocol NFCISO7816Tag: NSObjectProtocol {
    var initialSelectedAID: String { get }
    func sendCommand(
        apdu: NFCISO7816APDU, completionHandler: @escaping @Sendable (Data, UInt8, UInt8, (any Error)?) -> Void
    )
}

/// Apple's inherits from `NFCNDEFTag` and `__NFCTag`.
public protocol NFCMiFareTag: NSObjectProtocol {}

open class NFCISO7816APDU: NSObject {
    let bytes: Data

    public init?(data: Data) {
        // The length of the header: what else Apple's initializer checks is not documented.
        guard data.count >= 4 else { return nil }
        bytes = data
    }
}

public struct NFCReaderError: Error {
    public enum Code: Int, Sendable {
        case readerErrorUnsupportedFeature = 1
        case readerErrorSecurityViolation = 2
        case readerErrorInvalidParameter = 3
        case readerErrorInvalidParameterLength = 4
        case readerErrorParameterOutOfBound = 5
        case readerErrorRadioDisabled = 6
        case readerErrorIneligible = 7
        case readerErrorAccessNotAccepted = 8
        case readerTransceiveErrorTagConnectionLost = 100
        case readerTransceiveErrorRetryExceeded = 101
        case readerTransceiveErrorTagResponseError = 102
        case readerTransceiveErrorSessionInvalidated = 103
        case readerTransceiveErrorTagNotConnected = 104
        case readerTransceiveErrorPacketTooLong = 105
        case readerSessionInvalidationErrorUserCanceled = 200
        case readerSessionInvalidationErrorSessionTimeout = 201
        case readerSessionInvalidationErrorSessionTerminatedUnexpectedly = 202
        case readerSessionInvalidationErrorSystemIsBusy = 203
        case readerSessionInvalidationErrorFirstNDEFTagRead = 204
        case tagCommandConfigurationErrorInvalidParameters = 300
        case ndefReaderSessionErrorTagNotWritable = 400
        case ndefReaderSessionErrorTagUpdateFailure = 401
        case ndefReaderSessionErrorTagSizeTooSmall = 402
        case ndefReaderSessionErrorZeroLengthMessage = 403
    }

    public var code: NFCReaderError.Code
}
