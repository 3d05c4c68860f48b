// Measures the cost of the language boundary. Arguments: CARD-MS CORE-US, the card's estimated time and the core's own time for the
// same journey, from the Rust benchmark. Run by `bindings/benchmark`.
import CardPoints
import CardPointsSandbox
import Foundation
import Support

let clock = ContinuousClock()
let arguments = CommandLine.arguments.dropFirst().compactMap(Double.init)
guard arguments.count == 2 else {
    print("Usage: Benchmark HELD-MS CORE-US")
    exit(2)
}
let (held, core) = (arguments[0], arguments[1])
let first = clock.measure {
    let journey = Journey(kind: .apply, language: .english, backend: "https://points.example", device: .iphone)
    _ = journey.next(event: .started)
}

let runs = (0..<400).map { _ in measure() }
let cold = runs[0].micros
let (steps, warm) = runs[200...].min { $0.micros < $1.micros }!
row("from nothing to the first step", micros(first) / 1e3, "ms")
row("a whole journey from Swift, the first in this process", cold, "µs")
row("a whole journey from Swift, warm (\(steps) steps)", warm, "µs")
row("the same journey in Rust", core, "µs")
row("a step over the boundary, all included", warm / Double(steps), "µs")
row("the boundary's part of a step", (warm - core) / Double(steps), "µs")
row("the card's estimated time", held, "ms")
row("the boundary's share of it, warm", (warm - core) / (held * 1e3) * 100, "%")
row("the boundary's share of it, first journey", (cold - core) / (held * 1e3) * 100, "%")

/// The number of steps, and the microseconds spent in `next`, of one journey to the receipt.
func measure() -> (steps: Int, micros: Double) {
    let sandbox = Sandbox()
    let person = Applicant(sandbox, "hanako")
    let card = sandbox.card(id: person.id)!
    let journey = Journey(
        kind: .apply, language: .english, backend: sandbox.address(), device: .iphone, practice: true)
    var (spent, steps) = (Duration.zero, 0)
    var event = Event.started
    while true {
        var step: Step?
        spent += ContinuousClock().measure { step = journey.next(event: event) }
        steps += 1
        switch step! {
        case .ask(let question): event = person.answer(question)
        case .tap:
            card.powerOff()
            event = .arrived(reader: ReaderCapabilities(maxCommandBytes: 65_544, applicationSelected: false))
        case .transmit(let command, _, _): event = card.transmit(command: command).map(Event.replied) ?? .lost
        case .send(let request, _, _): event = sandbox.answer(request: request)
        case .done: return (steps, micros(spent))
        }
    }
}

func micros(_ duration: Duration) -> Double {
    Double(duration.components.seconds) * 1e6 + Double(duration.components.attoseconds) / 1e12
}

func row(_ what: String, _ value: Double, _ unit: String) {
    let padded = what.padding(toLength: 58, withPad: " ", startingAt: 0)
    print(padded, String(format: "%10.2f", value), unit)
}
