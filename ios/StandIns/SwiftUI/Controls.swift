@MainActor @preconcurrency public protocol ButtonStyle {
    associatedtype Body: View
    typealias Configuration = ButtonStyleConfiguration
    @ViewBuilder @MainActor @preconcurrency func makeBody(configuration: Self.Configuration) -> Self.Body
}

public struct ButtonStyleConfiguration {
    public struct Label: PrimitiveView {
        let inner: @MainActor (ViewHost, ViewContext) -> [Node]

        public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] { inner(host, context) }
    }
    public let label: ButtonStyleConfiguration.Label
    public let isPressed: Bool
}

private struct StyleKey: EnvironmentKey {
    nonisolated(unsafe) static let defaultValue: (any ButtonStyle)? = nil
}

extension View {
    public func buttonStyle<S>(_ style: S) -> some View where S: ButtonStyle {
        modified(.environment { $0[StyleKey.self] = style })
    }

}

public struct Button<Label>: PrimitiveView where Label: View {
    let action: @MainActor () -> Void
    let label: Label

    @preconcurrency public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {
        self.action = action
        self.label = label()
    }

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] {
        let context = context.child("Button")
        let node = Node(.button)
        let isPressed = host.storage(context.child("isPressed").path) { false }
        if let style = context.environment[StyleKey.self] {
            node.children = styled(style, isPressed.value, host, context)
        } else {
            node.children = host.render(label, context)
        }
        node.traits = .isButton
        node.onTap = action
        node.onHold = { isPressed.value = $0 }
        return [node]
    }

    private func styled(_ style: some ButtonStyle, _ isPressed: Bool, _ host: ViewHost, _ context: ViewContext)
        -> [Node]
    {
        host.connect(style, context)
        let label = ButtonStyleConfiguration.Label { [label] host, context in host.render(label, context) }
        return host.render(
            style.makeBody(configuration: .init(label: label, isPressed: isPressed)), context.child("style"))
    }
}

public struct TextField<Label>: PrimitiveView where Label: View {
    let text: Binding<String>
    let label: Label

    public init(text: Binding<String>, prompt: Text? = nil, @ViewBuilder label: () -> Label) {
        self.text = text
        self.label = label()
    }

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] {
        let node = Node(.field)
        node.text = text.wrappedValue
        node.onInput = { [text] in text.wrappedValue = $0 }
        node.label = host.render(label, context.child("label")).map(\.text).joined()
        return [node]
    }
}

public struct SecureField<Label>: PrimitiveView where Label: View {
    let text: Binding<String>
    let label: Label

    public init(text: Binding<String>, prompt: Text? = nil, @ViewBuilder label: () -> Label) {
        self.text = text
        self.label = label()
    }

    public func render(_ host: ViewHost, _ context: ViewContext) -> [Node] {
        let node = Node(.secureField)
        node.text = String(repeating: "●", count: text.wrappedValue.count)
        node.onInput = { [text] in text.wrappedValue = $0 }
        node.label = host.render(label, context.child("label")).map(\.text).joined()
        return [node]
    }
}

public struct TextInputAutocapitalization: Sendable {
    public static var never: TextInputAutocapitalization { TextInputAutocapitalization() }
}

@available(iOS 16.0, *) public struct ScrollDismissesKeyboardMode: Sendable {
    public static var interactively: ScrollDismissesKeyboardMode { ScrollDismissesKeyboardMode() }
}

public struct SubmitLabel: Sendable {
    public static var search: SubmitLabel { SubmitLabel() }
}

extension View {
    public func keyboardType(_ type: UIKeyboardType) -> some View { modified(.controls { $0.keyboard = type }) }

    public func textContentType(_ textContentType: UITextContentType?) -> some View {
        modified(.controls { $0.contentType = textContentType })
    }

    public func disableAutocorrection(_ disable: Bool?) -> some View {
        modified(.controls { $0.autocorrects = disable != true })
    }

    public func textInputAutocapitalization(_ autocapitalization: TextInputAutocapitalization?) -> some View {
        modified(.visualOnly)
    }

    @available(iOS 16.0, *) public func scrollDismissesKeyboard(_ mode: ScrollDismissesKeyboardMode) -> some View {
        modified(.visualOnly)
    }

    public func submitLabel(_ submitLabel: SubmitLabel) -> some View { modified(.visualOnly) }
}
