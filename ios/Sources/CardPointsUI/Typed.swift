/// What nobody may see, while it is typed: shown by no `print`, `dump` or `Mirror`.
///
/// SwiftUI's fields bind to a `String`, whose memory nobody can overwrite. It therefore lives as short as it can: only in the
/// ``Draft`` of the one screen that asks for it, until the answer leaves, the screen changes or the app is put away.
struct Typed: Sendable, Equatable {
    var text = ""
}

extension Typed: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "Typed(..)" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
