/// The query of a URL, decoded.
struct HTTPQuery {
  private var values: [String: String] = [:]

  init(_ url: String) {
    for pair in url.split(separator: "?", maxSplits: 1).last?.split(separator: "&") ?? [] {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(parts[0])] = parts.count == 2 ? Self.decoded(parts[1].utf8) : ""
    }
  }

  subscript(name: String) -> String? { values[name] }

  static func decoded(_ text: Substring.UTF8View) -> String {
    let text = Array(text)
    var (bytes, index): ([UInt8], Int) = ([], 0)
    while index < text.count {
      let isCode = text[index] == UInt8(ascii: "%") && index + 2 < text.count
      let digits = isCode ? String(decoding: text[(index + 1)...(index + 2)], as: UTF8.self) : ""
      let value = isCode ? UInt8(digits, radix: 16) : nil
      bytes.append(value ?? text[index])
      index += value == nil ? 1 : 3
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
