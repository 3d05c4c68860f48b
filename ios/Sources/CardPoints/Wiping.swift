extension Event {
    /// Overwrites every secret in it, once the journey has its own copy.
    func wipe() {
        switch self {
        case .answered(let answer): answer.wipe()
        case .replied(let reply): reply.wipe()
        case .received(_, _, let body): body.wipe()
        case .started, .back, .change, .speak, .stopped, .arrived, .lost, .unreachable: break
        }
    }
}

extension Answer {
    fileprivate func wipe() {
        switch self {
        case .filled(let entries): for entry in entries { entry.value.wipe() }
        case .password(let password): password.wipe()
        case .chosen, .agreed: break
        }
    }
}

extension Step {
    /// Overwrites what was to be sent, once it has been, or won't be any more. A question keeps what stands in its fields: it
    /// may still be on the screen.
    func wipe() {
        switch self {
        case .transmit(let command, _, _): command.wipe()
        case .send(let request, _): request.body.wipe()
        case .ask, .tap, .done: break
        }
    }
}
