import Foundation

extension DateComponents {
    /// A calendar date in the form that the library uses, `2026-05-05`.
    init(civil: String) {
        let parts = civil.split(separator: "-").compactMap { Int($0) }
        self.init(calendar: Calendar(identifier: .gregorian))
        guard parts.count == 3 else { return }
        (year, month, day) = (parts[0], parts[1], parts[2])
    }

    /// The date in that form.
    var civil: String {
        String(format: "%04ld-%02ld-%02ld", year ?? 0, month ?? 0, day ?? 0)
    }
}
