import CardPoints
import CardPointsSandbox
import Support
import SwiftUI

@testable import CardPoints
@testable import CardPointsUI

/// One screen by itself.
@MainActor struct Still {
    let screen: Screen
    let tree: [Node]

    /// Hears nothing of it.
    private static let session = Session(
        errand: .home, language: .english, backend: "https://points.example",
        slot: VirtualSlot(Support.Phone().card("hanako"))
    ) { .unreachable(id: $0.id) }

    /// - Parameter large: In the largest letters, in which nothing is pinned and all stands in reading order.
    init(
        _ step: Step, _ hindrance: Hindrance? = nil, _ language: Language = .english, course: Course = Course(),
        large: Bool = true
    ) {
        let moment = Moment(id: 1, step: step, hindrance: hindrance)
        screen = Screen(moment, labels(language: language), language, course)
        let player = Player(Alone(screen: screen, session: Self.session)) {
            $0.dynamicTypeSize = large ? .accessibility5 : .large
            $0.locale = language.locale
            $0.pace = Pace(calm: 0, settling: 0)
        }
        tree = player.tree
        player.end()
    }
}

private struct Alone: View {
    let screen: Screen
    let session: Session
    @State private var query = Query()

    var body: some View {
        NavigationView { ScreenView(screen: screen, query: $query, session: session, onLanguage: nil) { _ in } }
    }
}

/// Every step of a journey with the state of its course, played by `person`; of those with the same words the first.
func everyStep(
    _ errand: Errand, _ person: String = "hanako", _ language: Language = .english,
    prepare: (Play) -> Void = { _ in }
) -> [(step: Step, course: Course)] {
    let play = Play(errand, person, language: language)
    play.person.goesOn = false
    prepare(play)
    play.through()
    var course = Course()
    var seen: Set<[String]> = []
    let labels = labels(language: language)
    return play.steps.enumerated().compactMap { index, step in
        _ = course.follow(to: Moment(id: index + 1, step: step, hindrance: nil), in: language)
        return seen.insert(words(of: step, labels, signs: course.signs)).inserted ? (step, course) : nil
    }
}
