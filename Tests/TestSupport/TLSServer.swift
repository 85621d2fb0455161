import Foundation

/// A TLS server in Python with a certificate made for it, which nobody trusts unless told to.
///
/// It answers each HTTP/1.1 request with `ok`. Over HTTP/2 it refuses the first stream (REFUSED_STREAM)
/// and answers the later ones with 200, no body.
package final class TLSServer {
  package struct Offer {
    let certificateName: String
    let protocols: [String]
    let maximumVersion: String

    package init(
      certificateName: String = "127.0.0.1", protocols: [String] = ["http/1.1"], maximumVersion: String = "TLSv1_3"
    ) {
      self.certificateName = certificateName
      self.protocols = protocols
      self.maximumVersion = maximumVersion
    }
  }

  /// Python or openssl did not do its part.
  struct Failure: Error {
    let step: String
  }

  package let port: Int
  /// PEM file of the certificate.
  package let certificate: String

  private let directory: URL
  private let process = Process()
  private let input = Foundation.Pipe()
  private let output = Foundation.Pipe()

  package init(_ offer: Offer = Offer()) throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "payin-mcp-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    certificate = directory.appending(path: "cert.pem").path
    let key = directory.appending(path: "key.pem").path
    try Self.makeCertificate(certificate, key: key, name: offer.certificateName)
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["python3", "-c", Self.program, certificate, key, offer.maximumVersion] + offer.protocols
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let line = Self.line(output).trimmingCharacters(in: .whitespacesAndNewlines)
    guard let port = Int(line) else { throw Failure(step: "listen") }
    self.port = port
  }

  deinit {
    // Neither the end of its input nor that of its process is waited for: other children may hold copies of descriptors
    // that tell of them. SIGTERM is blocked in it as in the thread that started it.
    kill(process.processIdentifier, SIGKILL)
    try? FileManager.default.removeItem(at: directory)
  }

  package var url: String { "https://127.0.0.1:\(port)/" }

  /// The requests it saw and the TLS sessions that were resumed.
  package func counts() throws -> (requests: Int, resumed: Int) {
    try input.fileHandleForWriting.write(contentsOf: Data("report\n".utf8))
    let numbers = Self.line(output).split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    guard numbers.count == 2 else { throw Failure(step: "report") }
    return (numbers[0], numbers[1])
  }

  /// Up to a line's end, which may come in pieces, or to the end of the output.
  private static func line(_ output: Foundation.Pipe) -> String {
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { break }
      line += more
    }
    return String(decoding: line, as: UTF8.self)
  }

  private static func makeCertificate(_ path: String, key: String, name: String) throws {
    let openssl = Process()
    openssl.executableURL = URL(filePath: "/usr/bin/env")
    let kind = name.first?.isNumber == true ? "IP" : "DNS"
    openssl.arguments = [
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
      "-subj", "/CN=\(name)", "-addext", "subjectAltName=\(kind):\(name)", "-keyout", key, "-out", path,
    ]
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    guard openssl.terminationStatus == 0 else { throw Failure(step: "certificate") }
  }

  private static let program = """
    import socket, ssl, sys, threading
    cert, key, maximum, *protocols = sys.argv[1:]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    context.set_alpn_protocols(protocols)
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.maximum_version = ssl.TLSVersion[maximum]
    if maximum in ("TLSv1", "TLSv1_1"):
        context.set_ciphers("ALL:@SECLEVEL=0")
    requests, resumed = [], []
    refused = False
    def exactly(stream, count):
        data = b""
        while len(data) < count:
            more = stream.recv(count - len(data))
            if not more:
                raise ConnectionError
            data += more
        return data
    def http1(stream):
        data = b""
        while True:
            while b"\\r\\n\\r\\n" not in data:
                more = stream.recv(65536)
                if not more:
                    return
                data += more
            data = data.split(b"\\r\\n\\r\\n", 1)[1]
            requests.append(1)
            stream.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok")
    def frame(kind, flags, stream_id, payload):
        return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream_id + payload
    def http2(stream):
        global refused
        exactly(stream, 24)
        stream.sendall(frame(4, 0, bytes(4), b""))
        while True:
            head = exactly(stream, 9)
            exactly(stream, int.from_bytes(head[:3], "big"))
            if head[3] == 4 and head[4] == 0:
                stream.sendall(frame(4, 1, bytes(4), b""))
            if head[3] == 1:
                requests.append(1)
                if refused:
                    stream.sendall(frame(1, 5, head[5:9], bytes([0x88])))
                else:
                    stream.sendall(frame(3, 0, head[5:9], (7).to_bytes(4, "big")))
                refused = True
    def serve(raw):
        try:
            with context.wrap_socket(raw, server_side=True) as stream:
                resumed.append(stream.session_reused)
                (http2 if stream.selected_alpn_protocol() == "h2" else http1)(stream)
        except OSError:
            pass
    def accept():
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=accept, daemon=True).start()
    print(listener.getsockname()[1], flush=True)
    while sys.stdin.readline():
        print(len(requests), sum(resumed), flush=True)
    """
}
