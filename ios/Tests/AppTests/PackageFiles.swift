import Foundation
import Testing

/// The files of the package.
enum PackageFiles {
    private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func url(_ path: String) -> URL { package.appendingPathComponent(path) }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: url(path).path) }

    static func data(_ path: String) throws -> Data { try Data(contentsOf: url(path)) }

    static func text(_ path: String) throws -> String { String(decoding: try data(path), as: UTF8.self) }

    /// A property list in any of Apple's formats: XML, or the format of project files and strings.
    static func list(_ path: String) throws -> [String: Any] {
        let list = try PropertyListSerialization.propertyList(from: data(path), options: [], format: nil)
        return try #require(list as? [String: Any])
    }

    static func json(_ path: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: data(path)) as? [String: Any])
    }
}
