// swift-tools-version: 6.0
import PackageDescription

// Where a released library lies. Empty in this repository, whose package uses the library that `ios/prepare` (Linux) or
// `ios/package` (Xcode) has built; `ios/package --release` fills it in, in the package that it writes.
let release = (url: "", checksum: "")

let package = Package(
    name: "CardPoints",
    defaultLocalization: "ja",
    platforms: [.iOS(.v15)],
    products: [
        .library(name: "CardPoints", targets: ["CardPoints"]),
        .library(name: "CardPointsUI", targets: ["CardPointsUI"]),
    ],
    targets: [
        .target(
            name: "CardPoints",
            dependencies: ["CardPointsFFI"],
            resources: [.copy("PrivacyInfo.xcprivacy")],
            // Rust's TLS verifier refers to it even if the linker removes that code.
            linkerSettings: [.linkedFramework("Security", .when(platforms: [.iOS]))]),
        .target(name: "CardPointsUI", dependencies: ["CardPoints"]),
    ],
    swiftLanguageModes: [.v6]
)

if release.url.isEmpty {
    // The sandbox. Its module is empty unless the library was built with it.
    package.products += [.library(name: "CardPointsSandbox", targets: ["CardPointsSandbox"])]
    package.targets += [.target(name: "CardPointsSandbox", dependencies: ["CardPoints", "CardPointsFFI"])]
    // The app without its file with `@main` and its resources, which App/CardPoints.xcodeproj adds.
    package.products += [.library(name: "CardPointsApp", targets: ["CardPointsApp"])]
    package.targets += [
        .target(
            name: "CardPointsApp",
            dependencies: ["CardPoints", "CardPointsUI", "CardPointsSandbox", "CardPointsFFI"],
            path: "App/Sources")
    ]
}

#if os(Linux)
    // The library is built for this computer, and stand-ins replace Apple's modules with their documented signatures, so that
    // everything is compiled and everything that needs no screen is tested. They are part of no product.
    package.targets += [
        .systemLibrary(name: "CardPointsFFI"),
        .target(name: "CoreNFC", path: "StandIns/CoreNFC"),
        .target(name: "UIKit", path: "StandIns/UIKit"),
        .target(name: "SwiftUI", dependencies: ["UIKit"], path: "StandIns/SwiftUI"),
        .target(name: "Support", dependencies: ["CardPoints", "CardPointsSandbox", "CoreNFC"], path: "Tests/Support"),
        .executableTarget(name: "Benchmark", dependencies: ["Support"], path: "Benchmark"),
        // The programs of the developer's guide.
        .target(name: "GuideScreen", dependencies: ["CardPointsUI"], path: "Tests/Guide/Screen"),
        .executableTarget(name: "GuideJourney", dependencies: ["CardPointsSandbox"], path: "Tests/Guide/Journey"),
        .testTarget(name: "CardPointsTests", dependencies: ["Support", "GuideJourney", "GuideScreen"]),
        .testTarget(name: "CardPointsUITests", dependencies: ["CardPointsUI", "Support"]),
        .executableTarget(name: "Main", dependencies: ["CardPointsApp"], path: "App/Main"),
        .testTarget(name: "AppTests", dependencies: ["CardPointsApp", "Support", "SwiftUI"]),
    ]
    let standIns = ["CardPoints": "CoreNFC", "CardPointsUI": "SwiftUI", "CardPointsApp": "SwiftUI", "Main": "SwiftUI"]
    for target in package.targets {
        if let standIn = standIns[target.name] { target.dependencies += [.target(name: standIn)] }
    }
#else
    package.targets += [
        release.url.isEmpty
            ? .binaryTarget(name: "CardPointsFFI", path: "build/CardPointsFFI.xcframework")
            : .binaryTarget(name: "CardPointsFFI", url: release.url, checksum: release.checksum)
    ]
#endif
