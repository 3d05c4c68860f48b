import CardPoints
import Foundation
import Testing

@testable import CardPointsApp

@MainActor @Suite(.timeLimit(.minutes(10))) struct AppConfigurationTests {
    private let block = "-----BEGIN CERTIFICATE-----\nAQID\r\nBA==\n-----END CERTIFICATE-----"

    @Test func everyCertificateIsFoundAndTextBetweenThemIsIgnored() {
        #expect(
            certificates(inPEM: "For people.\n\(block)\nAnd another:\n\(block)\n") == [
                Data([1, 2, 3, 4]), Data([1, 2, 3, 4]),
            ])
        #expect(certificates(inPEM: "None yet.").isEmpty)
    }

    @Test func anInvalidCertificateIsNotSkipped() {
        #expect(certificates(inPEM: "-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----") == [Data()])
    }

    @Test func anInvalidRootShowsAnErrorInsteadOfCrashing() {
        let configuration = AppConfiguration(address: "https://points.example", roots: [Data([1, 2, 3])])
        let app = AppModel(environment: ProductionEnvironment(configuration: configuration), systemLanguages: ["ja"])
        guard case .failure(let text) = app.content else {
            Issue.record("\(app.content)")
            return
        }
        #expect(text == internalError(language: .japanese, submission: .notSent))
    }

    @Test func withoutABackendTheAppSaysThatThereIsNoConnection() async throws {
        let phone = TestPhone()
        let app = AppModel(
            environment: ProductionEnvironment(configuration: AppConfiguration(Bundle(for: TestPhone.self))),
            preferences: AppPreferences(phone.defaults),
            systemLanguages: ["en"])
        guard case .journey(let session) = app.content else {
            Issue.record("\(app.content)")
            return
        }
        for await state in session.states {
            guard case .ask(let question) = state.step else { continue }
            if question.about == .tryAgain {
                #expect(state.text.title == "No connection")
                break
            }
            session.send(phone.person.answer(question), at: state)
        }
        session.stop()
    }
}
