import CardPoints
import Foundation
import Glibc

/// A small HTTP server on the loopback address, with one connection per request.
public final class TestServer: Sendable {
    /// `http://127.0.0.1:port`.
    public let address: String
    private let socket: Int32

    /// - Parameter answer: Returns status and body; `nil`: the connection is closed without a reply. Called on a thread of its own.
    public init(_ answer: @escaping @Sendable (_ method: HttpMethod, _ path: String, _ body: Data) -> (Int32, Data)?) {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        (self.socket, address) = (socket, "http://127.0.0.1:\(Self.listen(socket))")
        Thread.detachNewThread {
            while case let connection = accept(socket, nil, nil), connection >= 0 {
                Thread.detachNewThread {
                    defer { close(connection) }
                    guard let (method, path, body) = Self.read(connection),
                        let (status, reply) = answer(method, path, body)
                    else { return }
                    let header = "HTTP/1.1 \(status) -\r\nContent-Length: \(reply.count)\r\nConnection: close\r\n\r\n"
                    let bytes = Array(Data(header.utf8) + reply)
                    var sent = 0
                    while sent < bytes.count {
                        // A client that has disconnected must not raise a signal.
                        let count = bytes[sent...].withUnsafeBytes {
                            send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                        }
                        guard count > 0 else { return }
                        sent += count
                    }
                }
            }
            close(socket)
        }
    }

    deinit {
        // The thread closes the socket: another socket could get its number while the thread still uses it.
        shutdown(socket, Int32(SHUT_RDWR))
    }

    /// The address of a port on which nobody listens.
    public static func closedPort() -> String { TestServer { _, _, _ in nil }.address }

    private static func listen(_ socket: Int32) -> UInt16 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                precondition(bind(socket, address, size) == 0 && Glibc.listen(socket, 16) == 0)
                precondition(getsockname(socket, address, &size) == 0)
            }
        }
        return UInt16(bigEndian: address.sin_port)
    }

    private static func read(_ connection: Int32) -> (HttpMethod, String, Data)? {
        var (request, buffer) = (Data(), [UInt8](repeating: 0, count: 4_096))
        while true {
            if let end = request.range(of: Data("\r\n\r\n".utf8)) {
                let lines = String(decoding: request[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
                let length =
                    lines.compactMap { line in
                        line.lowercased().hasPrefix("content-length:")
                            ? Int(line.dropFirst(15).drop { $0 == " " }) : nil
                    }.first ?? 0
                let body = request[end.upperBound...]
                if body.count >= length {
                    let parts = lines[0].split(separator: " ")
                    return (parts[0] == "POST" ? .post : .get, String(parts[1]), Data(body))
                }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            request += buffer[..<count]
        }
    }
}
