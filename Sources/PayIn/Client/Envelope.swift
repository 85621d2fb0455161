import HTTP
package import JSON

/// The body of a reply that is a JSON object, in any of the forms the API wraps its data in.
package struct Envelope: Sendable, Equatable {
  /// The most JSON values that are read of a reply of so many bytes: one for eight of them, and 10,000 of a small reply.
  ///
  /// In the API's rows a value has twenty bytes and more. A value takes up to 60 bytes of memory, so a reply that is made of
  /// nothing but brackets costs at most eight times its size; 4 MiB of `{"a":{}}` took twelve times and 0.14 s.
  static func maximumValues(in byteCount: Int) -> Int {
    max(byteCount / 8, 10_000)
  }

  package let body: JSONObject

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Parses the body. Returns nil if the bytes are not one JSON object, if it has more values than are read, or if some
  /// object has a name twice and could be read in two ways. A byte order mark before it is ignored (RFC 8259, section 8.1).
  package init?(_ bytes: [UInt8]) {
    let text = bytes.starts(with: Self.byteOrderMark) ? Array(bytes.dropFirst(Self.byteOrderMark.count)) : bytes
    let limit = Self.maximumValues(in: text.count)
    guard case .object(let object)? = try? JSONParser.parse(text, maximumValues: limit) else { return nil }
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
