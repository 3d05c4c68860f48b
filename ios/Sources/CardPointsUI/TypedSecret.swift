/// Confidential text while it is being typed: not shown by `print`, `dump` or `Mirror`.
///
/// SwiftUI's fields bind to a `String`, whose memory can't be overwritten. It is therefore kept only in the ``AnswerDraft`` of the
/// screen that asks for it, until the answer is sent, the screen changes or the app goes to the background.
struct TypedSecret: Sendable, Equatable {
    var text = ""
}

extension TypedSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "TypedSecret(..)" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
