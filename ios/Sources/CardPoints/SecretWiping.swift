extension Event {
    /// Overwrites every secret in the event, once the journey has its own copy.
    func wipe() {
        switch self {
        case .answered(let answer): answer.wipe()
        case .replied(let reply): reply.wipe()
        case .received(_, _, let body): body.wipe()
        case .started, .back, .change, .setLanguage, .stopped, .arrived, .lost, .unreachable: break
        }
    }
}

extension Answer {
    fileprivate func wipe() {
        switch self {
        case .filled(let values): for value in values { value.value.wipe() }
        case .password(let password): password.wipe()
        case .chosen, .confirmed: break
        }
    }
}

extension Step {
    /// Overwrites what was to be sent, once it has been sent or is no longer needed. A question keeps the values of its fields,
    /// which may still be on the screen.
    func wipe() {
        switch self {
        case .transmit(let command, _, _): command.wipe()
        case .send(let request, _, _): request.body.wipe()
        case .ask, .tap, .done: break
        }
    }
}
