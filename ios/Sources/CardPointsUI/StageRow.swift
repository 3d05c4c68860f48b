import CardPoints

/// A stage of the card's work: ticked as soon as it is done.
struct StageRow: Sendable, Equatable {
    enum State: Sendable, Equatable {
        case done, running, ahead
    }

    let name: String
    let state: State
    /// What VoiceOver reads.
    let spoken: String

    /// All stages while `stage` is under way; `signs`: the card will check a password and sign.
    static func all(at stage: Stage, signs: Bool, _ labels: Labels) -> [StageRow] {
        let names = [labels.found, labels.read] + (signs ? [labels.checked, labels.signed] : [])
        return names.enumerated().map { index, name in
            let state: State = index < stage.ordinal ? .done : index == stage.ordinal ? .running : .ahead
            return StageRow(name: name, state: state, spoken: state == .done ? "\(name), \(labels.done)" : name)
        }
    }
}

extension Stage {
    fileprivate var ordinal: Int {
        switch self {
        case .finding: 0
        case .reading: 1
        case .password: 2
        case .signing: 3
        }
    }
}
