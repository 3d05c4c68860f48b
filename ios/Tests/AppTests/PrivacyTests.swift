import Foundation
import Testing

/// The privacy manifests of the app and the library.
@Suite struct PrivacyTests {
    @Test func theAppDeclaresOnlyUserDefaults() throws {
        #expect(
            try reasons("App/Resources/PrivacyInfo.xcprivacy") == [
                "NSPrivacyAccessedAPICategoryUserDefaults": ["CA92.1"]
            ])
    }

    @Test func theLibraryDeclaresOnlyFileTimestamps() throws {
        #expect(
            try reasons("Sources/CardPoints/PrivacyInfo.xcprivacy") == [
                "NSPrivacyAccessedAPICategoryFileTimestamp": ["C617.1"]
            ])
    }

    @Test(arguments: ["App/Resources/PrivacyInfo.xcprivacy", "Sources/CardPoints/PrivacyInfo.xcprivacy"])
    func noDataIsUsedForTracking(path: String) throws {
        let manifest = try PackageFiles.list(path)
        #expect(manifest["NSPrivacyTracking"] as? Bool == false)
        #expect((manifest["NSPrivacyTrackingDomains"] as? [Any])?.isEmpty == true)
        for collected in try #require(manifest["NSPrivacyCollectedDataTypes"] as? [[String: Any]]) {
            #expect(collected["NSPrivacyCollectedDataTypeTracking"] as? Bool == false)
            #expect(
                collected["NSPrivacyCollectedDataTypePurposes"] as? [String]
                    == ["NSPrivacyCollectedDataTypePurposeAppFunctionality"])
        }
    }

    private func reasons(_ path: String) throws -> [String: [String]] {
        let types = try #require(try PackageFiles.list(path)["NSPrivacyAccessedAPITypes"] as? [[String: Any]])
        return Dictionary(
            uniqueKeysWithValues: try types.map { type in
                (
                    try #require(type["NSPrivacyAccessedAPIType"] as? String),
                    try #require(type["NSPrivacyAccessedAPITypeReasons"] as? [String])
                )
            })
    }
}
