import CardPoints

extension Hindrance {
    /// What keeps a card from being read.
    func words(_ labels: Labels, _ language: Language) -> Words {
        switch self {
        case .closed: Words(labels.scanClosed, labels.scanClosedText)
        case .timedOut: Words(labels.scanTimedOut, labels.scanTimedOutText)
        case .busy: Words(labels.scanBusy, labels.scanBusyText)
        case .interrupted: Words(labels.scanInterrupted, labels.scanInterruptedText)
        case .radioOff: Words(labels.nfcOff, labels.nfcOffText)
        case .unsupported: Words(labels.nfcMissing, labels.nfcMissingText)
        // The app's own fault. No card was laid on, so nothing has left either.
        case .notSetUp: broken(language: language, sent: .nothing)
        }
    }

    /// Whether another try can end otherwise.
    var passes: Bool {
        switch self {
        case .closed, .timedOut, .busy, .interrupted, .radioOff: true
        case .unsupported, .notSetUp: false
        }
    }
}

extension Words {
    fileprivate init(_ title: String, _ text: String) {
        self.init(title: title, text: [text], lines: [], practice: nil, code: nil)
    }
}
