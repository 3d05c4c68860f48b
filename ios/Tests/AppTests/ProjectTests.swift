import Foundation
import Testing

/// The Xcode project, which is written by hand: everything that it references must exist.
@Suite struct ProjectTests {
    private let root: String
    private let objects: [String: [String: Any]]

    init() throws {
        let project = try PackageFiles.list("App/CardPoints.xcodeproj/project.pbxproj")
        root = try #require(project["rootObject"] as? String)
        objects = try #require(project["objects"] as? [String: [String: Any]])
        #expect(project["objectVersion"] as? String == "77")
    }

    @Test func everyReferenceHasAnObjectAndEveryObjectIsReferenced() {
        var reached: Set<String> = []
        var open = [root]
        while let id = open.popLast() {
            guard reached.insert(id).inserted else { continue }
            guard let object = objects[id] else {
                Issue.record("there is no \(id)")
                continue
            }
            open += references(in: object)
        }
        #expect(reached == Set(objects.keys))
    }

    @Test func everyObjectHasTheKeysOfItsKind() {
        let keys: [String: Set<String>] = [
            "PBXBuildFile": ["productRef"],
            "PBXFileReference": ["path", "sourceTree"],
            "PBXFileSystemSynchronizedRootGroup": ["path", "sourceTree"],
            "PBXFrameworksBuildPhase": ["buildActionMask", "files", "runOnlyForDeploymentPostprocessing"],
            "PBXGroup": ["children", "sourceTree"],
            "PBXNativeTarget": [
                "buildConfigurationList", "buildPhases", "buildRules", "dependencies", "fileSystemSynchronizedGroups",
                "name",
                "packageProductDependencies", "productName", "productReference", "productType",
            ],
            "PBXProject": [
                "buildConfigurationList", "developmentRegion", "knownRegions", "mainGroup", "packageReferences",
                "preferredProjectObjectVersion", "productRefGroup", "targets",
            ],
            "PBXResourcesBuildPhase": ["buildActionMask", "files", "runOnlyForDeploymentPostprocessing"],
            "PBXSourcesBuildPhase": ["buildActionMask", "files", "runOnlyForDeploymentPostprocessing"],
            "XCBuildConfiguration": ["buildSettings", "name"],
            "XCConfigurationList": ["buildConfigurations", "defaultConfigurationName"],
            "XCLocalSwiftPackageReference": ["relativePath"],
            "XCSwiftPackageProductDependency": ["productName"],
        ]
        for (id, object) in objects {
            let kind = object["isa"] as? String ?? ""
            guard let wanted = keys[kind] else {
                Issue.record("\(id) is of the unknown kind “\(kind)”")
                continue
            }
            #expect(wanted.subtracting(object.keys).isEmpty, "\(id)")
        }
    }

    @Test func everyReferencedFileAndFolderExists() throws {
        for (id, object) in objects where object["sourceTree"] as? String == "<group>" {
            guard let path = object["path"] as? String else { continue }
            #expect(PackageFiles.exists("App/\(path)"), "\(id)")
        }
        for settings in settings(of: "CardPoints") {
            for key in ["INFOPLIST_FILE", "CODE_SIGN_ENTITLEMENTS"] {
                #expect(PackageFiles.exists("App/\(try #require(settings[key] as? String))"))
            }
            for (key, kind) in [
                ("ASSETCATALOG_COMPILER_APPICON_NAME", "appiconset"),
                ("ASSETCATALOG_COMPILER_GLOBAL_ACCENT_COLOR_NAME", "colorset"),
            ] {
                let name = try #require(settings[key] as? String)
                #expect(PackageFiles.exists("App/Resources/Assets.xcassets/\(name).\(kind)"))
            }
        }
    }

    @Test func theAppUsesTheLocalPackage() throws {
        let package = try #require(objects.values.first { $0["isa"] as? String == "XCLocalSwiftPackageReference" })
        #expect(PackageFiles.exists("App/\(try #require(package["relativePath"] as? String))/Package.swift"))
        let products = objects.values.filter { $0["isa"] as? String == "XCSwiftPackageProductDependency" }
        let names = products.compactMap { $0["productName"] as? String }
        #expect(names == ["CardPointsApp"])
        let manifest = try PackageFiles.text("Package.swift")
        for name in names { #expect(manifest.contains(".library(name: \"\(name)\"")) }
    }

    @Test func everyConfigurationIsSwift6ForIOS15OnIPhones() {
        let project = settings(of: nil)
        #expect(project.count == 2)
        for settings in project {
            #expect(settings["SWIFT_VERSION"] as? String == "6.0")
            #expect(settings["IPHONEOS_DEPLOYMENT_TARGET"] as? String == "15.0")
        }
        let target = settings(of: "CardPoints")
        #expect(target.count == 2)
        for settings in target { #expect(settings["TARGETED_DEVICE_FAMILY"] as? String == "1") }
    }

    @Test func theAppsModuleNameIsUnique() throws {
        let manifest = try PackageFiles.text("Package.swift")
        for settings in settings(of: "CardPoints") {
            let module = try #require(settings["PRODUCT_MODULE_NAME"] as? String)
            #expect(!manifest.contains(".target(name: \"\(module)\""))
            #expect(!manifest.contains("name: \"\(module)\", targets:"))
            // The package has the same target on Linux.
            #expect(manifest.contains(".executableTarget(name: \"\(module)\", dependencies: [\"CardPointsApp\"]"))
        }
    }

    @Test func theProjectKnowsEveryLanguage() throws {
        let regions = try #require(objects[root]?["knownRegions"] as? [String])
        #expect(Set(regions).isSuperset(of: ["ja", "en"]))
    }

    @Test(arguments: ["CardPoints", "CardPoints Sandbox"])
    func everySchemeRunsTheTarget(name: String) throws {
        let scheme = try PackageFiles.text("App/CardPoints.xcodeproj/xcshareddata/xcschemes/\(name).xcscheme")
        let target = try #require(objects.first { $0.value["isa"] as? String == "PBXNativeTarget" })
        let named = scheme.components(separatedBy: "BlueprintIdentifier = \"").dropFirst().map { $0.prefix(24) }
        #expect(named.count == 3)
        #expect(named.allSatisfy { $0 == target.key })
        #expect(scheme.contains("argument = \"-sandbox\"") == name.hasSuffix("Sandbox"))
    }

    /// All strings in a value that look like object names.
    private func references(in value: Any) -> [String] {
        switch value {
        case let text as String: isName(text) ? [text] : []
        case let list as [Any]: list.flatMap(references)
        case let object as [String: Any]: object.flatMap { (isName($0.key) ? [$0.key] : []) + references(in: $0.value) }
        default: []
        }
    }

    private func isName(_ text: String) -> Bool {
        text.count == 24 && text.allSatisfy { $0.isHexDigit && !$0.isLowercase }
    }

    /// The build settings of a target or of the project.
    private func settings(of target: String?) -> [[String: Any]] {
        let owner = objects.values.first {
            $0["isa"] as? String == (target == nil ? "PBXProject" : "PBXNativeTarget")
                && $0["name"] as? String == target
        }
        let list = (owner?["buildConfigurationList"] as? String).flatMap { objects[$0] }
        return (list?["buildConfigurations"] as? [String] ?? []).compactMap {
            objects[$0]?["buildSettings"] as? [String: Any]
        }
    }
}
