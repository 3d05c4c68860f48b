extension Event {
    /// Overwrites every secret in it, once the journey has its own copy.
    func wipe() {
        switch self {
        case .answered(let answer): answer.wipe()
        case .replied(let reply): reply.wipe()
        case .received(_, _, let body): body.wipe()
        case .started, .back, .change, .stopped, .arrived, .lost, .unreachable: break
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
