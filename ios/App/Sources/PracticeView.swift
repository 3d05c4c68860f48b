#if DEBUG && canImport(CardPointsSandboxFFI) && canImport(SwiftUI)
    import CardPoints
    import CardPointsSandbox
    import SwiftUI

    /// For developers: chooses whose card is laid on, and shows what to type.
    struct PracticeView: View {
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
            let language = Language(preferred: Locale.preferredLanguages)
            return ScrollView {
                VStack(alignment: .leading, spacing: 8) {
                    Text(labels(language: language).practice, in: language).font(.title).accessibilityAddTraits(
                        .isHeader)
                    ForEach(sandbox.people(), id: \.id) { person in
                        Button {
                            choose(person)
                        } label: {
                            Text(person.described(in: language), in: language)
                                .multilineTextAlignment(.leading)
                                .frame(minHeight: 44)
                        }
                    }
                }
                .padding(16)
            }
        }

        private func choose(_ person: Person) {
            guard let card = sandbox.card(id: person.id) else { return }
            model = AppModel(world: Practice(sandbox, card: card))
        }
    }
#endif
