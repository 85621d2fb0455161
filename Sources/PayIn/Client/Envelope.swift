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

  /// Why a body is no envelope.
  package enum Defect: Error {
    /// It is not one JSON object, or some object has a name twice and could be read in two ways.
    case unreadable
    /// It has more values than are read.
    case tooManyValues
  }

  /// Parses the body. A byte order mark before it is ignored (RFC 8259, section 8.1).
  static func read(_ bytes: [UInt8]) -> Result<Envelope, Defect> {
    let text = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(byteOrderMark.count)) : bytes
    do throws(JSONError) {
      let value = try JSONParser.parse(text, maximumValues: maximumValues(in: text.count))
      guard case .object(let object) = value, value.firstDuplicateName == nil else { return .failure(.unreadable) }
      return .success(Envelope(body: object))
    } catch {
      return .failure(error.code == .tooManyValues ? .tooManyValues : .unreadable)
    }
  }

  /// Returns nil where `read` fails.
  package init?(_ bytes: [UInt8]) {
    guard case .success(let envelope) = Self.read(bytes) else { return nil }
    self = envelope
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
