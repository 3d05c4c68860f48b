import CardPoints

extension ScanProblem {
    /// The text that explains the problem to the person.
    func text(_ labels: Labels, _ language: Language) -> ScreenText {
        switch self {
        case .closed: ScreenText(labels.scanClosed, labels.scanClosedText)
        case .timedOut: ScreenText(labels.scanTimedOut, labels.scanTimedOutText)
        case .busy: ScreenText(labels.scanBusy, labels.scanBusyText)
        case .interrupted: ScreenText(labels.scanInterrupted, labels.scanInterruptedText)
        case .radioOff: ScreenText(labels.nfcOff, labels.nfcOffText)
        case .unsupported: ScreenText(labels.nfcMissing, labels.nfcMissingText)
        // An error of the app. No card was tapped, so nothing can have been sent.
        case .notSetUp: internalError(language: language, submission: .notSent)
        }
    }

    /// Another scan can succeed.
    var canScanAgain: Bool {
        switch self {
        case .closed, .timedOut, .busy, .interrupted, .radioOff: true
        case .unsupported, .notSetUp: false
        }
    }
}

extension ScreenText {
    fileprivate init(_ title: String, _ paragraph: String) {
        self.init(title: title, paragraphs: [paragraph], facts: [], practice: nil, supportCode: nil, feedback: nil)
    }
}
