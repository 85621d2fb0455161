import JSON

/// A text as a key: two are equal only if they have the same bytes.
///
/// Strings are equal by canonical equivalence, so `"é"` in its two encodings, which are two references to the API, would
/// be one key.
struct ExactText: Sendable, Hashable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  static func == (left: ExactText, right: ExactText) -> Bool {
    left.text.hasSameBytes(as: right.text)
  }

  func hash(into hasher: inout Hasher) {
    text.utf8.span.withUnsafeBufferPointer { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension ExactText: ExpressibleByStringLiteral {
  init(stringLiteral text: String) {
    self.init(text)
  }
}
