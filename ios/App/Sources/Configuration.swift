import Foundation

/// Which backend the app was built for. Whoever builds it puts the address into Info.plist and the roots into a resource.
struct Configuration: Sendable, Equatable {
    /// The key in Info.plist: `https://host[:port]`, no path. It is signed with each application.
    static let addressKey = "CardPointsBackend"
    /// The resource: the certificates that the backend's own must chain to, PEM, one after the other.
    static let rootsName = "backend_roots"

    let address: String
    /// DER. None yet: the app then reaches nothing, and says so.
    let roots: [Data]

    init(address: String, roots: [Data]) {
        self.address = address
        self.roots = roots
    }

    /// What stands in that bundle. Without an address it is nobody's, which can't be reached either.
    init(_ bundle: Bundle) {
        let pem = bundle.url(forResource: Self.rootsName, withExtension: "pem").flatMap { try? Data(contentsOf: $0) }
        self.init(
            address: bundle.object(forInfoDictionaryKey: Self.addressKey) as? String ?? "https://backend.invalid",
            roots: pem.map { certificates(inPEM: String(decoding: $0, as: UTF8.self)) } ?? []
        )
    }
}

/// The certificates in `pem`, each as DER; what stands between them is for people. One that is no Base64 comes as no bytes, so
/// that it is refused like any other broken root and not passed over.
func certificates(inPEM pem: String) -> [Data] {
    pem.components(separatedBy: "-----BEGIN CERTIFICATE-----").dropFirst().map { block in
        let base64 = block.components(separatedBy: "-----END CERTIFICATE-----")[0]
        return Data(base64Encoded: base64.filter { !$0.isWhitespace }) ?? Data()
    }
}
