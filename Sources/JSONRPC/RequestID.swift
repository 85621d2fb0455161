package import JSON

/// A request's id, echoed exactly in type and value (JSON-RPC 2.0, section 4; MCP forbids null and fractions).
///
/// Kept as the JSON text that a reply carries, so `"1"` and `1` differ and an integer of any size survives.
package struct RequestID: Hashable, Sendable {
  package let encoded: [UInt8]

  /// Returns nil for anything but a string or an integral number. `1.0`, which some encoders write for 1, is the
  /// integer 1.
  package init?(_ value: JSONValue) {
    switch value {
    case .string:
      encoded = JSONWriter.bytes(of: value)
    case .number(let number):
      guard let literal = Self.integerLiteral(of: number) else { return nil }
      encoded = Array(literal.utf8)
    default:
      return nil
    }
  }

  package init(_ integer: Int) {
    encoded = Array(String(integer).utf8)
  }

  private static func integerLiteral(of number: JSONNumber) -> String? {
    if let integer = number.integer { return String(integer) }
    let isPlain = number.literal.utf8.allSatisfy { $0 == UInt8(ascii: "-") || 0x30...0x39 ~= $0 }
    return isPlain ? number.literal : nil
  }
}

extension RequestID {
  /// Hashes the bytes at once; an array hashes them one by one.
  package func hash(into hasher: inout Hasher) {
    encoded.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

extension RequestID: CustomStringConvertible {
  package var description: String {
    String(decoding: encoded, as: UTF8.self)
  }
}
