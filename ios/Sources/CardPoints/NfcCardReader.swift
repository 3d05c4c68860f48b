import Foundation

/// A ``CardConnector`` for the iPhone's NFC. It shows the system's scan sheet with the journey's words.
///
/// The app needs the entitlement `com.apple.developer.nfc.readersession.formats` with `TAG`, and in its Info.plist
/// `NFCReaderUsageDescription` and, first in `com.apple.developer.nfc.readersession.iso7816.select-identifiers`, the application
/// `D392F000260100000001`; otherwise ``tap(_:)`` throws ``ScanProblem/notSetUp``. The system limits a sheet to 60 seconds.
///
/// The sheet stays open when a card was lost or is the wrong one: the next ``tap(_:)`` updates its words. When the sheet closes
/// during a command, the reply is `nil`, and the next ``tap(_:)`` throws the reason instead of opening another sheet.
public final class NfcCardReader: CardConnector {
    private let queue: DispatchQueue
    private let sheet: ScanSheet

    /// - Parameter language: The language of the words that the reader adds to the journey's own.
    public convenience init(language: Language) {
        self.init(
            language: language, queue: DispatchQueue(label: "CardPoints.NfcCardReader"),
            pollingPause: .milliseconds(500))
    }

    /// - Parameters:
    ///   - language: The language of the words that the reader adds to the journey's own.
    ///   - queue: A serial queue for all calls to and from CoreNFC.
    ///   - pollingPause: The time before polling again while unsuitable cards are still in the field.
    package init(language: Language, queue: DispatchQueue, pollingPause: DispatchTimeInterval) {
        self.queue = queue
        sheet = ScanSheet(
            queue: queue, text: ScanSheetText(labels: labels(language: language)), pollingPause: pollingPause)
    }

    public func tap(_ text: ScreenText) async throws(ScanProblem) -> ReaderCapabilities {
        let tap = ScanSheet.Tap(text)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async { [sheet] in sheet.begin(tap) { continuation.resume(returning: $0) } }
            }
        } onCancel: {
            queue.async { [sheet] in sheet.cancel(tap) }
        }
        return try result.get()
    }

    public func transmit(_ command: Secret, progress: CardProgress, text: ScreenText) async -> Secret? {
        await withCheckedContinuation { continuation in
            queue.async { [sheet] in
                sheet.transmit(command, progress: progress, text: text) { continuation.resume(returning: $0) }
            }
        }
    }

    /// Changes the language of the words that the reader adds to the journey's own.
    public func setLanguage(_ language: Language) {
        let text = ScanSheetText(labels: labels(language: language))
        queue.async { [sheet] in sheet.text = text }
    }

    /// Closes the sheet with a tick or with the reason. Does not wait until it is closed.
    public func end(_ result: ScanResult) {
        queue.async { [sheet] in sheet.end(result) }
    }
}
