#if canImport(SwiftUI) && canImport(UIKit)
    import CardPoints
    import SwiftUI
    import UIKit

    /// The fields of a form.
    struct FieldsView: View {
        let fields: [FormField]
        @Binding var draft: AnswerDraft
        let focus: FocusState<String?>.Binding
        @ScaledMetric private var spacing: CGFloat = 28

        var body: some View {
            VStack(alignment: .leading, spacing: spacing) {
                ForEach(fields) { field in
                    FieldView(field: field, text: $draft[field], focus: focus)
                }
            }
        }
    }

    /// A field with its label, hint, example and problem.
    struct FieldView: View {
        let field: FormField
        @Binding var text: String
        let focus: FocusState<String?>.Binding
        @Environment(\.palette) private var palette
        @Environment(\.locale) private var locale

        var body: some View {
            VStack(alignment: .leading, spacing: 8) {
                AdaptiveStack {
                    JourneyText(field.label).font(.headline)
                    JourneyText(field.requirement).font(.subheadline)
                        .foregroundColor(field.isRequired ? palette.error.color : palette.secondaryText.color)
                }
                .accessibilityHidden(true)
                help(field.hint)
                help(field.example)
                input
                if let problem = field.problem {
                    JourneyText(problem).font(.subheadline).foregroundColor(palette.error.color)
                        .accessibilityHidden(true)
                }
            }
        }

        @ViewBuilder private func help(_ text: String) -> some View {
            if !text.isEmpty {
                JourneyText(text).font(.subheadline).foregroundColor(palette.secondaryText.color)
            }
        }

        @ViewBuilder private var input: some View {
            if field.isSecret {
                SecretInput(
                    text: $text, label: field.label, accessibilityLabel: field.accessibilityLabel,
                    showLabel: field.showLabel, keyboard: field.keyboard.type, isInvalid: field.problem != nil,
                    focusID: field.id, focus: focus)
            } else {
                TextField(text: $text) { JourneyText(field.label) }
                    .keyboardType(field.keyboard.type)
                    .textContentType(nil)
                    .disableAutocorrection(true)
                    .textInputAutocapitalization(.never)
                    .focused(focus, equals: field.id)
                    .accessibilityLabel(Text(field.accessibilityLabel, in: locale))
                    .inputStyle(isInvalid: field.problem != nil)
            }
        }
    }

    extension Keyboard {
        var type: UIKeyboardType {
            switch self {
            case .digits: .numberPad
            case .latin: .asciiCapable
            case .text: .default
            }
        }
    }

    extension View {
        /// The common style of all input fields.
        func inputStyle(isInvalid: Bool) -> some View {
            modifier(InputStyle(isInvalid: isInvalid))
        }
    }

    private struct InputStyle: ViewModifier {
        let isInvalid: Bool
        @Environment(\.palette) private var palette

        func body(content: Content) -> some View {
            content
                .foregroundColor(palette.text.color)
                .padding(.horizontal, 16)
                .padding(.vertical, 12)
                .frame(minHeight: 56)
                .background(palette.background.color)
                .overlay {
                    RoundedRectangle(cornerRadius: 8)
                        .strokeBorder(
                            isInvalid ? palette.error.color : palette.border.color, lineWidth: isInvalid ? 2 : 1)
                }
        }
    }
#endif
