import Foundation

/// The backend of the app. The developer puts its address into Info.plist and its root certificates into a resource.
struct AppConfiguration: Sendable, Equatable {
    /// The key in Info.plist for the address: `https://host[:port]`, no path. The address is signed with each application.
    static let addressKey = "CardPointsBackend"
    /// The resource with the certificates that the backend's certificate must chain to: concatenated PEM.
    static let rootsName = "backend_roots"

    let address: String
    /// DER. Without any the app can't connect, and says so.
    let roots: [Data]

    init(address: String, roots: [Data]) {
        self.address = address
        self.roots = roots
    }

    /// Reads the configuration from a bundle. Without an address it uses one that can't be reached.
    init(_ bundle: Bundle) {
        let pem = bundle.url(forResource: Self.rootsName, withExtension: "pem").flatMap { try? Data(contentsOf: $0) }
        self.init(
            address: bundle.object(forInfoDictionaryKey: Self.addressKey) as? String ?? "https://backend.invalid",
            roots: pem.map { certificates(inPEM: String(decoding: $0, as: UTF8.self)) } ?? []
        )
    }
}

/// The certificates in `pem` as DER; text between them is ignored. A certificate with invalid Base64 becomes empty data, so that it
/// is rejected like any other invalid root instead of being skipped.
func certificates(inPEM pem: String) -> [Data] {
    pem.components(separatedBy: "-----BEGIN CERTIFICATE-----").dropFirst().map { block in
        let base64 = block.components(separatedBy: "-----END CERTIFICATE-----")[0]
        return Data(base64Encoded: base64.filter { !$0.isWhitespace }) ?? Data()
    }
}
