#if DEBUG && canImport(CardPointsSandboxFFI) && canImport(SwiftUI)
    import CardPoints
    import CardPointsSandbox
    import SwiftUI

    /// For developers: a list of people whose card can be tapped, with what to type.
    struct SandboxView: View {
        private let sandbox = Sandbox()
        @State private var model: AppModel?

        var body: some View {
            if let model {
                AppScreen(model: model)
            } else {
                people
            }
        }

        private var people: some View {
            let language = matchLanguage(wanted: Locale.preferredLanguages)
            return ScrollView {
                VStack(alignment: .leading, spacing: 8) {
                    Text(labels(language: language).practice, in: language)
                        .font(.title)
                        .accessibilityAddTraits(.isHeader)
                    ForEach(sandbox.people(), id: \.id) { person in
                        Button {
                            start(person)
                        } label: {
                            Text(person.description(in: language), in: language)
                                .multilineTextAlignment(.leading)
                                .frame(minHeight: 44)
                        }
                    }
                }
                .padding(16)
            }
        }

        private func start(_ person: Person) {
            guard let card = sandbox.card(id: person.id) else { return }
            model = AppModel(environment: SandboxEnvironment(sandbox, card: card))
        }
    }
#endif
