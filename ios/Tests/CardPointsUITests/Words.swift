import CardPoints

/// Every word that a screen of `step` shows, in reading order: said here once more, apart from the code that is tested.
func words(of step: Step, _ labels: Labels, signs: Bool = false) -> [String] {
    let words = step.words
    let lines = words.lines.flatMap { [$0.label, $0.value] }
    let code = words.code.map { "\(labels.code) \($0)" }
    let practice = words.practice ?? ""
    var all: [String] = []
    switch step {
    case .ask(let question):
        all += [question.back ?? "", practice, question.progress, words.title] + words.text
        if case .password = question.form {
            all += [labels.show, question.go] + lines
        } else {
            all += lines + question.form.words(labels) + [question.go]
        }
        if case .agree(let instead) = question.form { all.append(instead) }
        all += question.actions.map(\.label)
        if case .agree = question.form { break }
        if question.about != .home { all.append(labels.stop) }
    case .tap: all += [labels.back, practice, words.title] + words.text + lines + [labels.stop]
    case .transmit:
        all += [practice, words.title, words.text.joined(separator: "\n"), labels.found, labels.read]
        all += (signs ? [labels.checked, labels.signed] : []) + lines + [labels.stop]
    case .send: all += [practice, words.title] + words.text + lines + [labels.stop]
    case .done(let outcome, _):
        all += [practice, words.title] + words.text + lines + [labels.home]
        switch outcome {
        case .applied, .preregistered: all.append(labels.print)
        default: break
        }
    }
    return (all + [code ?? ""]).filter { !$0.isEmpty }
}

extension QuestionForm {
    fileprivate func words(_ labels: Labels) -> [String] {
        switch self {
        case .choose(let choices, _, _, let search, let filters):
            let head =
                search == nil && filters.isEmpty
                ? []
                : [search ?? labels.search, labels.all] + filters.map(\.label) + ["\(labels.hits) \(choices.count)"]
            return head
                + choices.flatMap {
                    [$0.label, $0.amount, $0.detail, $0.barred.map { "\(labels.notAvailable) \($0)" } ?? ""]
                }
        case .fill(let fields):
            return fields.flatMap { field in
                [
                    field.label, field.required ? labels.required : labels.optional, field.hint,
                    field.example.isEmpty ? "" : "\(labels.example) \(field.example)", field.secret ? labels.show : "",
                ]
            }
        case .check(let rows, let warning): return rows.flatMap { [$0.label, $0.value, $0.change ?? ""] } + [warning]
        case .password, .agree: return []
        }
    }
}
