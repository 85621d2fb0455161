import JSON

/// One HTTP/1.1 reply, taken apart from the bytes that came.
struct WireResponse {
  struct Malformed: Error {}

  let status: Int
  let head: String
  let body: [UInt8]
  var json: JSONValue

  /// The first reply in `bytes`, and what follows it.
  static func parse(_ bytes: [UInt8]) throws -> (response: WireResponse, rest: [UInt8]) {
    guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: Array("\r\n\r\n".utf8)) }) else {
      throw Malformed()
    }
    let head = String(decoding: bytes[..<end], as: UTF8.self)
    let length = head.firstMatch(of: /(?i)content-length: (\d+)/).flatMap { Int($0.1) } ?? 0
    guard let status = head.firstMatch(of: /^HTTP\/1\.[01] (\d{3})/).flatMap({ Int($0.1) }),
      bytes.count >= end + 4 + length
    else { throw Malformed() }
    let body = Array(bytes[(end + 4)...].prefix(length))
    let isJSON = head.firstMatch(of: /(?i)content-type: application\/json/) != nil
    let json = isJSON && !body.isEmpty ? try JSONParser.parse(body) : .null
    return (
      WireResponse(status: status, head: head, body: body, json: json), Array(bytes[(end + 4 + length)...])
    )
  }
}

extension WireResponse {
  var data: JSONValue { json["data"] ?? .null }
  var error: String? { json["error"]?.string }
  var message: String? { json["message"]?.string }

  /// The text of a member of the data.
  subscript(name: String) -> String? { data[name]?.string }
}

extension WireResponse {
  var text: String { String(decoding: body, as: UTF8.self) }

  /// The first header field of that name.
  func header(_ name: String) -> String? {
    head.split(separator: "\r\n").dropFirst().first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
      .map { String($0.dropFirst(name.count + 1).drop { $0 == " " }) }
  }

  /// The value of the form's hidden field.
  func hidden(_ name: String) -> String? {
    guard let start = text.range(of: "name=\"\(name)\" value=\"") else { return nil }
    return String(text[start.upperBound...].prefix { $0 != "\"" })
  }
}

extension String {
  fileprivate func range(of part: String) -> Range<String.Index>? {
    firstRange(of: part)
  }
}
