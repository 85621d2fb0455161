import HTTP
package import JSON

/// The body of a reply that is a JSON object, in any of the forms the API wraps its data in.
package struct Envelope: Sendable, Equatable {
  /// The most JSON values in one reply: 16 MiB of ordinary rows have fewer. Of the densest reply a million take up to 135 MB and
  /// 0.2 s; without the bound 16 MiB of `[[[…]]]` take 550 MB and 1.4 s.
  package static let maximumValues = 1_000_000

  package let body: JSONObject

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Parses the body. Returns nil if the bytes are not one JSON object, if it has more than a million values, or if some object has a name twice
  /// and could be read in two ways. A byte order mark before it is ignored (RFC 8259, section 8.1).
  package init?(_ bytes: [UInt8]) {
    let text = bytes.starts(with: Self.byteOrderMark) ? Array(bytes.dropFirst(Self.byteOrderMark.count)) : bytes
    guard case .object(let object)? = try? JSONParser.parse(text, maximumValues: Self.maximumValues) else {
      return nil
    }
    guard JSONValue.object(object).firstDuplicateName == nil else { return nil }
    body = object
  }

  /// The envelope of a reply without a body.
  package static let empty = Envelope(body: [:])

  private init(body: JSONObject) {
    self.body = body
  }

  package var isEmpty: Bool { body.isEmpty }

  package var saysFailure: Bool {
    body["success"] == .bool(false)
  }

  /// What `data` holds, or the body itself where it stands without an envelope, as that of `/health`.
  package var data: JSONValue {
    body["data"] ?? .object(body)
  }
}
