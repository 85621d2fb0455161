import Formats
import NIOHTTP1

/// The id by which a request and its reply are found in logs on both sides.
enum RequestID {
  static let fieldName = "X-Request-Id"
  private static let maximumLength = 128

  /// The id that came with the request, or a new one if there is none that can be sent back.
  static func of(_ headers: HTTPHeaders) -> String {
    if let given = headers[fieldName].first, isUsable(given) { return given }
    return "req_" + Hexadecimal.encode((0..<8).map { _ in UInt8.random(in: 0...255) })
  }

  private static func isUsable(_ text: String) -> Bool {
    (1...maximumLength).contains(text.utf8.count) && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }
  }
}
