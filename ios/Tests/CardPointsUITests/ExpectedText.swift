import CardPoints

/// All text that the screen of `step` must show, in reading order: written independently of the tested code.
func expectedText(of step: Step, _ labels: Labels) -> [String] {
    let text = step.text
    let facts = text.facts.flatMap { [$0.label, $0.value] }
    let code = text.supportCode.map { "\(labels.code) \($0)" }
    let practice = text.practice ?? ""
    var all: [String] = []
    switch step {
    case .ask(let question):
        all += [question.back ?? "", practice, question.progress, text.title] + text.paragraphs
        if case .password = question.form {
            all += [labels.show, question.submit] + facts
        } else {
            all += facts + question.form.expectedText(labels) + [question.submit]
        }
        if case .confirm(let alternative) = question.form { all.append(alternative) }
        all += question.actions.map(\.label)
        if case .confirm = question.form { break }
        if question.about != .home { all.append(labels.stop) }
    case .tap: all += [labels.back, practice, text.title] + text.paragraphs + facts + [labels.stop]
    case .transmit(_, let progress, _):
        all += [practice, text.title, text.paragraphs.joined(separator: "\n"), labels.found, labels.read]
        all += (progress.signs ? [labels.checked, labels.signed] : []) + facts + [labels.stop]
    case .send: all += [practice, text.title] + text.paragraphs + facts + [labels.stop]
    case .done(let outcome, _):
        all += [practice, text.title] + text.paragraphs + facts + [labels.home]
        switch outcome {
        case .applied, .preregistered: all.append(labels.print)
        default: break
        }
    }
    return (all + [code ?? ""]).filter { !$0.isEmpty }
}

extension QuestionForm {
    fileprivate func expectedText(_ labels: Labels) -> [String] {
        switch self {
        case .choose(let choices, _, _, let search, let filterGroups):
            let searchText =
                search == nil && filterGroups.isEmpty
                ? []
                : [search ?? labels.search, labels.all] + filterGroups.flatMap(\.filters).map(\.label) + [
                    "\(labels.hits) \(choices.count)"
                ]
            return searchText
                + choices.flatMap {
                    [$0.label, $0.amount, $0.detail, $0.unavailable.map { "\(labels.notAvailable) \($0)" } ?? ""]
                }
        case .fill(let fields):
            return fields.flatMap { field in
                [
                    field.label, field.required ? labels.required : labels.optional, field.hint,
                    field.example.isEmpty ? "" : "\(labels.example) \(field.example)", field.secret ? labels.show : "",
                ]
            }
        case .review(let rows, let warning): return rows.flatMap { [$0.label, $0.value, $0.change ?? ""] } + [warning]
        case .password, .confirm: return []
        }
    }
}
