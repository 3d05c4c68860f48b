@_exported import Foundation

// Replaces Apple's UIKit on Linux: only the declarations that are used.

@MainActor open class UIView {
    public init() {}
}

@MainActor open class UIViewController {
    public init() {}
}

open class UIActivity {}

@MainActor open class UIActivityViewController: UIViewController {
    /// For tests.
    public let activityItems: [Any]

    public init(activityItems: [Any], applicationActivities: [UIActivity]?) {
        self.activityItems = activityItems
        super.init()
    }
}

@MainActor open class UIPrintFormatter {}

@MainActor open class UISimpleTextPrintFormatter: UIPrintFormatter {
    open var text: String?

    public init(text: String) {
        self.text = text
    }
}

@MainActor open class UIFeedbackGenerator {
    public init() {}
}

@MainActor open class UINotificationFeedbackGenerator: UIFeedbackGenerator {
    public enum FeedbackType: Int, Sendable {
        case success, warning, error
    }

    open func notificationOccurred(_ notificationType: UINotificationFeedbackGenerator.FeedbackType) {}
}

@MainActor public struct UIAccessibility {
    public struct Notification: Hashable, RawRepresentable, Sendable {
        public var rawValue: UInt32

        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        public static let announcement = Notification(rawValue: 1008)
    }

    public static func post(notification: UIAccessibility.Notification, argument: Any?) {}
}

extension NSAttributedString.Key {
    public static let accessibilitySpeechLanguage = NSAttributedString.Key("UIAccessibilitySpeechAttributeLanguage")
}

public enum UIKeyboardType: Int, Sendable {
    case `default` = 0
    case asciiCapable = 1
    case numberPad = 4
}

public struct UITextContentType: Hashable, RawRepresentable, Sendable {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let oneTimeCode = UITextContentType(rawValue: "one-time-code")
}
