import CardPoints
import Foundation
import Testing

@testable import CardPointsApp

/// The resources and settings that Xcode puts into the app.
@Suite struct BundleTests {
    @Test func theIndividualNumberCardIsSelectedFirst() throws {
        let key = "com.apple.developer.nfc.readersession.iso7816.select-identifiers"
        let identifiers = try #require(try PackageFiles.list("App/Info.plist")[key] as? [String])
        #expect(identifiers.first == "D392F000260100000001")
        #expect(Set(identifiers).count == identifiers.count)
        for identifier in identifiers {
            let bytes = identifier.count / 2
            #expect(identifier.count.isMultiple(of: 2) && (5...16).contains(bytes), "\(identifier)")
            #expect(identifier.allSatisfy { $0.isHexDigit && !$0.isLowercase }, "\(identifier)")
            // Core NFC does not allow applications of payment schemes.
            for scheme in ["A000000003", "A000000004", "A000000025", "A000000065", "A000000152", "A000000333"] {
                #expect(!identifier.hasPrefix(scheme), "\(identifier)")
            }
            #expect(identifier != "325041592E5359532E4444463031" && identifier != "315041592E5359532E4444463031")
        }
    }

    @Test func theEntitlementIsForTagsOnly() throws {
        let entitlements = try PackageFiles.list("App/CardPoints.entitlements")
        #expect(entitlements.count == 1)
        #expect(entitlements["com.apple.developer.nfc.readersession.formats"] as? [String] == ["TAG"])
    }

    @Test(arguments: ["ja", "en"])
    func theUsageTextExistsInEachLanguage(tag: String) throws {
        let info = try PackageFiles.list("App/Info.plist")
        let localizations = try #require(info["CFBundleLocalizations"] as? [String])
        #expect(localizations.sorted() == ["en", "ja"])

        let strings = try PackageFiles.list("App/Resources/\(tag).lproj/InfoPlist.strings")
        #expect(strings.keys.sorted() == ["CFBundleDisplayName", "NFCReaderUsageDescription"])
        let usage = try #require(strings["NFCReaderUsageDescription"] as? String)
        let isJapanese = usage.unicodeScalars.contains { (0x3040...0x30FF).contains($0.value) }
        #expect(isJapanese == (tag == "ja"))
        if tag == "en" {
            for (key, value) in strings { #expect(info[key] as? String == value as? String) }
        }
    }

    @Test func theAppRequestsNothingElse() throws {
        let info = try PackageFiles.list("App/Info.plist")
        #expect(info.keys.filter { $0.hasSuffix("UsageDescription") } == ["NFCReaderUsageDescription"])
        #expect(info["UIBackgroundModes"] == nil)
        #expect(info["NSAppTransportSecurity"] == nil)
        #expect(info["NSUserActivityTypes"] == nil)
        #expect(info["CFBundleURLTypes"] == nil)
        let scenes = try #require(info["UIApplicationSceneManifest"] as? [String: Any])
        #expect(scenes["UIApplicationSupportsMultipleScenes"] as? Bool == false)
        #expect(info["ITSAppUsesNonExemptEncryption"] as? Bool == false)
    }

    @Test func theAppInstallsWithoutNFCAndRotates() throws {
        let info = try PackageFiles.list("App/Info.plist")
        #expect(info["UIRequiredDeviceCapabilities"] as? [String] == ["arm64"])
        #expect((info["UISupportedInterfaceOrientations"] as? [String])?.count == 3)
    }

    @Test func noBackendIsConfiguredYet() throws {
        let address = try #require(try PackageFiles.list("App/Info.plist")[AppConfiguration.addressKey] as? String)
        #expect(URL(string: address)?.scheme == "https")
        #expect(URL(string: address)?.path == "")
        let roots = try PackageFiles.text("App/Resources/\(AppConfiguration.rootsName).pem")
        #expect(certificates(inPEM: roots).isEmpty)
    }

    @Test func theIconMeetsTheStoresRequirements() throws {
        let icon = "App/Resources/Assets.xcassets/AppIcon.appiconset"
        let images = try #require(try PackageFiles.json("\(icon)/Contents.json")["images"] as? [[String: String]])
        #expect(images.count == 1)
        let file = try #require(images.first?["filename"])
        let png = [UInt8](try PackageFiles.data("\(icon)/\(file)"))
        #expect(Array(png.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        // Width and height of 1024, 8 bits, RGB without alpha.
        #expect(Array(png[16..<26]) == [0, 0, 4, 0, 0, 0, 4, 0, 8, 2])
    }

    @Test(arguments: ["AccentColor", "ScreenBackground"])
    func everyColourHasADarkVariant(name: String) throws {
        let path = "App/Resources/Assets.xcassets/\(name).colorset/Contents.json"
        let colors = try #require(try PackageFiles.json(path)["colors"] as? [[String: Any]])
        #expect(colors.count == 2)
        #expect(colors.filter { $0["appearances"] != nil }.count == 1)
    }

    @Test func theLaunchScreenColourIsInTheCatalogue() throws {
        let launch = try #require(try PackageFiles.list("App/Info.plist")["UILaunchScreen"] as? [String: String])
        let color = try #require(launch["UIColorName"])
        #expect(PackageFiles.exists("App/Resources/Assets.xcassets/\(color).colorset"))
    }
}
