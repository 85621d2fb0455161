import Digest
package import JSON

/// A hash of a question or a call: two that differ have different ones (SHA-256, FIPS 180-4).
package struct Fingerprint: Hashable, Sendable {
  static let byteCount = SHA256.byteCount

  let bytes: [UInt8]

  init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  /// Hashes each part with its length before it, so that no part can run into the next.
  package init(of parts: [String]) {
    var content: [UInt8] = []
    for part in parts {
      withUnsafeBytes(of: UInt64(part.utf8.count).littleEndian) { content.append(contentsOf: $0) }
      content.append(contentsOf: part.utf8)
    }
    bytes = SHA256.hash(content)
  }

  /// Hashes one use of a tool. The order of members means nothing in JSON, and clients change it when they repeat a
  /// call; a number counts by its literal.
  package init(use: String, tool: String, _ arguments: JSONObject) {
    self.init(of: [use, tool, JSONValue.object(arguments).sortedMembers.description])
  }
}
