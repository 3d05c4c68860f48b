import CardPoints
import Foundation
import Testing

@testable import CardPointsApp

@MainActor @Suite(.timeLimit(.minutes(10))) struct ConfigurationTests {
    private let block = "-----BEGIN CERTIFICATE-----\nAQID\r\nBA==\n-----END CERTIFICATE-----"

    @Test func everyCertificateIsFoundAndWhatStandsBetweenIsForPeople() {
        #expect(
            certificates(inPEM: "For people.\n\(block)\nAnd another:\n\(block)\n") == [
                Data([1, 2, 3, 4]), Data([1, 2, 3, 4]),
            ])
        #expect(certificates(inPEM: "None yet.").isEmpty)
    }

    @Test func aBrokenCertificateIsNotPassedOver() {
        #expect(certificates(inPEM: "-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----") == [Data()])
    }

    @Test func aBrokenRootIsSaidInWordsAndIsNoCrash() {
        let configuration = Configuration(address: "https://points.example", roots: [Data([1, 2, 3])])
        let app = AppModel(world: Live(configuration: configuration), system: ["ja"])
        guard case .broken(let words) = app.screen else {
            Issue.record("\(app.screen)")
            return
        }
        #expect(words == broken(language: .japanese, sent: .nothing))
    }

    @Test func withoutItsBackendTheAppReachesNothingAndSaysSo() async throws {
        let phone = Phone()
        let app = AppModel(
            world: Live(configuration: Configuration(Bundle(for: Phone.self))), kept: Kept(phone.defaults),
            system: ["en"])
        guard case .journey(let session) = app.screen else {
            Issue.record("\(app.screen)")
            return
        }
        for await moment in session.moments {
            guard case .ask(let question) = moment.step else { continue }
            if question.about == .again {
                #expect(moment.words.title == "No connection")
                break
            }
            session.tell(phone.person.answer(question), at: moment)
        }
        session.stop()
    }
}
