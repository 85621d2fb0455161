import JSON

/// The first difference of a client's parameters from recorded ones.
struct RequestDifference: Equatable {
  /// The way to the first value that differs: `arguments.amount`.
  let path: String
  /// The value; nil if it is not there.
  let recorded: JSONValue?
  let given: JSONValue?
  /// How many values differ.
  let count: Int

  /// Members that are other ones in each session and change nothing.
  private static let ignored = "_meta"

  /// Returns nil if both are the same but for `_meta`, numbers by value.
  init?(recorded: JSONValue, given: JSONValue) {
    var differences: [(path: String, JSONValue?, JSONValue?)] = []
    Self.compare(recorded, given, "", &differences)
    guard let first = differences.first else { return nil }
    (path, self.recorded, self.given) = first
    count = differences.count
  }

  private static func compare(
    _ recorded: JSONValue?, _ given: JSONValue?, _ path: String,
    _ differences: inout [(path: String, JSONValue?, JSONValue?)]
  ) {
    switch (recorded, given) {
    case (.object(let left)?, .object(let right)?):
      let names = left.members.map(\.name) + right.members.map(\.name).filter { left[$0] == nil }
      for name in names where name != ignored {
        compare(left[name], right[name], path.isEmpty ? name : "\(path).\(name)", &differences)
      }
    case (.array(let left)?, .array(let right)?):
      for index in 0..<max(left.count, right.count) {
        let (old, new) = (
          left.indices.contains(index) ? left[index] : nil, right.indices.contains(index) ? right[index] : nil
        )
        compare(old, new, "\(path)[\(index)]", &differences)
      }
    case (.string(let left)?, .string(let right)?) where isSame(left, right): break
    case (let left?, let right?) where left.isSameValue(as: right): break
    default: differences.append((path, recorded, given))
    }
  }

  /// Whether both texts are the same, where a secret may stand for its placeholder.
  private static func isSame(_ recorded: String, _ given: String) -> Bool {
    let text = VolatileText(recorded)
    let placeholders = text.parts.filter { $0.kind == .redacted }
    guard !placeholders.isEmpty else { return recorded.hasSameBytes(as: given) }
    var (rest, done) = (Array(given.utf8)[...], 0)
    for (index, part) in placeholders.enumerated() {
      guard rest.starts(with: text.bytes[done..<part.range.lowerBound]) else { return false }
      rest = rest.dropFirst(part.range.lowerBound - done)
      done = part.range.upperBound
      let next = index + 1 < placeholders.count ? placeholders[index + 1].range.lowerBound : text.bytes.count
      guard let end = place(of: text.bytes[done..<next], in: rest, atEnd: next == text.bytes.count) else {
        return false
      }
      rest = rest[end...]
    }
    return rest.elementsEqual(text.bytes[done...])
  }

  /// The index of the first byte after a secret. A secret has at least one character.
  private static func place(of bytes: ArraySlice<UInt8>, in text: ArraySlice<UInt8>, atEnd: Bool) -> Int? {
    if atEnd {
      let start = text.endIndex - bytes.count
      return start > text.startIndex ? start : nil
    }
    return text.indices.dropFirst().first { text[$0...].starts(with: bytes) }
  }
}
