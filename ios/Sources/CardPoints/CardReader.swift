import Foundation

/// The iPhone's NFC as a ``CardSlot``: the system's sheet, with our words in it.
///
/// The app needs the entitlement `com.apple.developer.nfc.readersession.formats` with `TAG`, and in its Info.plist
/// `NFCReaderUsageDescription` and, first in `com.apple.developer.nfc.readersession.iso7816.select-identifiers`, the application
/// `D392F000260100000001`; else ``tap(_:)`` throws ``Hindrance/notSetUp``. The system gives a sheet 60 seconds.
///
/// A card that was lost, or is the wrong one, keeps the sheet: ``tap(_:)`` goes on in it with its new words. When a sheet goes
/// away while a command is under way, its reply is `nil`, and the next ``tap(_:)`` throws why instead of putting another one up.
public final class CardReader: CardSlot {
    private let queue: DispatchQueue
    private let sheet: CardSheet

    /// - Parameter language: The language of the words that are added to the journey's own.
    public convenience init(language: Language) {
        self.init(
            language: language, queue: DispatchQueue(label: "CardPoints.CardReader"), pause: .milliseconds(500))
    }

    /// - Parameters:
    ///   - language: The language of the words that are added to the journey's own.
    ///   - queue: A serial one, for everything between here and CoreNFC.
    ///   - pause: Before a card is looked for again, where those that will not do still lie.
    package init(language: Language, queue: DispatchQueue, pause: DispatchTimeInterval) {
        self.queue = queue
        sheet = CardSheet(queue: queue, words: SheetWords(labels: labels(language: language)), pause: pause)
    }

    public func tap(_ words: Words) async throws(Hindrance) -> Reader {
        let tap = CardSheet.Tap(words)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { waiting in
                queue.async { [sheet] in sheet.begin(tap) { waiting.resume(returning: $0) } }
            }
        } onCancel: {
            queue.async { [sheet] in sheet.giveUp(tap) }
        }
        return try result.get()
    }

    public func transmit(_ command: Secret, stage: Stage, words: Words) async -> Secret? {
        await withCheckedContinuation { waiting in
            queue.async { [sheet] in
                sheet.transmit(command, at: stage, saying: words) { waiting.resume(returning: $0) }
            }
        }
    }

    /// The words that are added to the journey's own are in that language from now on.
    public func speak(_ language: Language) {
        let words = SheetWords(labels: labels(language: language))
        queue.async { [sheet] in sheet.words = words }
    }

    /// Takes the sheet away, with a tick or with the reason. Doesn't wait for it.
    public func end(_ ending: CardEnding) {
        queue.async { [sheet] in sheet.end(ending) }
    }
}
