import CardPoints

extension CardProgress {
    /// The progress of a card at `stage`, as the core reports it.
    public static func at(_ stage: CardStage, _ language: Language, signs: Bool = true) -> CardProgress {
        let driver = JourneyDriver(signs ? .apply : .card, language: language)
        let step = driver.run { step in
            if case .transmit(_, let progress, _) = step { progress.stage == stage } else { false }
        }
        guard case .transmit(_, let progress, _)? = step else { fatalError("no command at \(stage)") }
        return progress
    }

    /// The progress at the first command of a card.
    public static var finding: CardProgress { at(.finding, .english) }
}
