@MainActor @preconcurrency public protocol ButtonStyle {
    associatedtype Body: View
    typealias Configuration = ButtonStyleConfiguration
    @ViewBuilder @MainActor @preconcurrency func makeBody(configuration: Self.Configuration) -> Self.Body
}

public struct ButtonStyleConfiguration {
    public struct Label: Primitive {
        let inner: @MainActor (Player, Place) -> [Node]

        public func play(_ player: Player, _ place: Place) -> [Node] { inner(player, place) }
    }
    public let label: ButtonStyleConfiguration.Label
    public let isPressed: Bool
}

private struct StyleKey: EnvironmentKey {
    nonisolated(unsafe) static let defaultValue: (any ButtonStyle)? = nil
}

extension View {
    public func buttonStyle<S>(_ style: S) -> some View where S: ButtonStyle {
        changed(.environment { $0[StyleKey.self] = style })
    }

}

public struct Button<Label>: Primitive where Label: View {
    let action: @MainActor () -> Void
    let label: Label

    @preconcurrency public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {
        self.action = action
        self.label = label()
    }

    public func play(_ player: Player, _ place: Place) -> [Node] {
        let place = place.within("Button")
        let node = Node(.button)
        let held = player.slot(place.within("held").path) { false }
        if let style = place.environment[StyleKey.self] {
            node.children = styled(style, held.value, player, place)
        } else {
            node.children = player.play(label, place)
        }
        node.traits = .isButton
        node.press = action
        node.hold = { held.value = $0 }
        return [node]
    }

    private func styled(_ style: some ButtonStyle, _ held: Bool, _ player: Player, _ place: Place) -> [Node] {
        player.connect(style, place)
        let label = ButtonStyleConfiguration.Label { [label] player, place in player.play(label, place) }
        return player.play(style.makeBody(configuration: .init(label: label, isPressed: held)), place.within("style"))
    }
}

public struct TextField<Label>: Primitive where Label: View {
    let text: Binding<String>
    let label: Label

    public init(text: Binding<String>, prompt: Text? = nil, @ViewBuilder label: () -> Label) {
        self.text = text
        self.label = label()
    }

    public func play(_ player: Player, _ place: Place) -> [Node] {
        let node = Node(.field)
        node.text = text.wrappedValue
        node.type = { [text] in text.wrappedValue = $0 }
        node.label = player.play(label, place.within("label")).map(\.text).joined()
        return [node]
    }
}

public struct SecureField<Label>: Primitive where Label: View {
    let text: Binding<String>
    let label: Label

    public init(text: Binding<String>, prompt: Text? = nil, @ViewBuilder label: () -> Label) {
        self.text = text
        self.label = label()
    }

    public func play(_ player: Player, _ place: Place) -> [Node] {
        let node = Node(.secureField)
        node.text = String(repeating: "●", count: text.wrappedValue.count)
        node.type = { [text] in text.wrappedValue = $0 }
        node.label = player.play(label, place.within("label")).map(\.text).joined()
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
    public func keyboardType(_ type: UIKeyboardType) -> some View { changed(.controls { $0.keyboard = type }) }

    public func textContentType(_ textContentType: UITextContentType?) -> some View {
        changed(.controls { $0.contentType = textContentType })
    }

    public func disableAutocorrection(_ disable: Bool?) -> some View {
        changed(.controls { $0.corrects = disable != true })
    }

    public func textInputAutocapitalization(_ autocapitalization: TextInputAutocapitalization?) -> some View {
        changed(.look)
    }

    @available(iOS 16.0, *) public func scrollDismissesKeyboard(_ mode: ScrollDismissesKeyboardMode) -> some View {
        changed(.look)
    }

    public func submitLabel(_ submitLabel: SubmitLabel) -> some View { changed(.look) }
}
