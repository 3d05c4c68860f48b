#if canImport(SwiftUI) && canImport(UIKit)
    import CardPoints
    import SwiftUI
    import UIKit

    /// Fields to fill in.
    struct FieldsView: View {
        let fields: [FieldPart]
        @Binding var draft: Draft
        let focus: FocusState<String?>.Binding
        @ScaledMetric private var gap: CGFloat = 28

        var body: some View {
            VStack(alignment: .leading, spacing: gap) {
                ForEach(fields) { field in
                    FieldView(field: field, text: $draft[field], focus: focus)
                }
            }
        }
    }

    /// A field with its label, help, example, and what is wrong with it.
    struct FieldView: View {
        let field: FieldPart
        @Binding var text: String
        let focus: FocusState<String?>.Binding
        @Environment(\.palette) private var palette
        @Environment(\.locale) private var locale

        var body: some View {
            VStack(alignment: .leading, spacing: 8) {
                Beside {
                    Said(field.label).font(.headline)
                    Said(field.mark).font(.subheadline)
                        .foregroundColor(field.required ? palette.error.color : palette.muted.color)
                }
                .accessibilityHidden(true)
                help(field.hint)
                help(field.example)
                input
                if let problem = field.problem {
                    Said(problem).font(.subheadline).foregroundColor(palette.error.color).accessibilityHidden(true)
                }
            }
        }

        @ViewBuilder private func help(_ words: String) -> some View {
            if !words.isEmpty {
                Said(words).font(.subheadline).foregroundColor(palette.muted.color)
            }
        }

        @ViewBuilder private var input: some View {
            if field.secret {
                SecretInput(
                    text: $text, label: field.label, spoken: field.spoken, show: field.show,
                    keyboard: field.keyboard.type, wrong: field.problem != nil, name: field.id, focus: focus)
            } else {
                TextField(text: $text) { Said(field.label) }
                    .keyboardType(field.keyboard.type)
                    .textContentType(nil)
                    .disableAutocorrection(true)
                    .textInputAutocapitalization(.never)
                    .focused(focus, equals: field.id)
                    .accessibilityLabel(Text(field.spoken, in: locale))
                    .inputLook(wrong: field.problem != nil)
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
        /// How every field looks.
        func inputLook(wrong: Bool) -> some View {
            modifier(InputLook(wrong: wrong))
        }
    }

    private struct InputLook: ViewModifier {
        let wrong: Bool
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
                        .strokeBorder(wrong ? palette.error.color : palette.border.color, lineWidth: wrong ? 2 : 1)
                }
        }
    }
#endif
