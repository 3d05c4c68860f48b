import Foundation
import Testing

@testable import CardPoints

@Suite struct CivilDateTests {
    @Test func everyDateFromYear1To9999SurvivesARoundTrip() {
        // Each day of some years; in the others the days around which calendars go wrong.
        for year in 1...9999 {
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            let whole = [1, 4, 1582, 1900, 2000, 2024, 2026, 9999].contains(year)
            let dates =
                whole
                ? days.enumerated().flatMap { month, last in (1...last).map { (month + 1, $0) } }
                : [(1, 1), (2, days[1]), (12, 31)]
            for (month, day) in dates {
                let text = [(year, 4), (month, 2), (day, 2)].map { number, width in
                    String(repeating: "0", count: width - "\(number)".count) + "\(number)"
                }.joined(separator: "-")
                let date = DateComponents(civil: text)
                guard date.year == year, date.month == month, date.day == day, date.civil == text else {
                    Issue.record("\(text): \(date)")
                    return
                }
            }
        }
    }

    @Test(arguments: ["2000-02-29", "2024-02-29", "1900-02-28", "9999-12-31", "0001-01-01"])
    func aDateUsesTheGregorianCalendar(text: String) {
        let date = DateComponents(civil: text)
        #expect(date.calendar == Calendar(identifier: .gregorian))
        #expect(date.isValidDate)
    }

    @Test(arguments: ["", "2026", "2026-05", "2026-05-05-05", "soon"])
    func anInvalidDateHasNoComponents(text: String) {
        let date = DateComponents(civil: text)
        #expect(date.year == nil && date.month == nil && date.day == nil)
    }

    @Test func datesCompareByTheirComponents() {
        #expect(DateComponents(civil: "2026-05-05") == DateComponents(civil: "2026-05-05"))
        #expect(DateComponents(civil: "2026-05-05") != DateComponents(civil: "2026-05-06"))
    }
}
