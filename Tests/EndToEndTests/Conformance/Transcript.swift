import JSON

/// What was said in one run.
struct Transcript: Sendable {
  var sent: [UInt8] = []
  var received: [[UInt8]] = []
  /// Whether `sent` is all of the input and the server could answer everything.
  var isWhole = true

  /// The transcript as JSON on one line, for the peer.
  var json: JSONValue {
    let lines = sent.split(separator: UInt8(ascii: "\n"))
    return [
      "sent": .array(lines.map { .string(String(decoding: $0, as: UTF8.self)) }),
      "received": .array(received.map { .string(String(decoding: $0, as: UTF8.self)) }),
      "isWhole": .bool(isWhole),
    ]
  }
}
