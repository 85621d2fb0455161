/// Finds texts that are secrets by their beginning, or by the name before them.
struct SecretFinder {
  let rules: RedactionRules

  /// The secrets in a text, with the placeholder of their kind, in the order in which they stand.
  func secrets(in view: DecodedView) -> [(secret: String, placeholder: String)] {
    byPrefix(view.bytes) + byName(view.bytes) + byScheme(view.bytes) + byUserInformation(view.bytes)
  }

  /// The secret that a member's whole value is, or nil.
  func secret(_ value: String, ofMember name: String?) -> (secret: String, placeholder: String)? {
    guard let placeholder = name.flatMap(rules.placeholder(ofName:)) else { return nil }
    if name.map(rules.isPhrase) == true {
      return value.utf8.count >= RedactionRules.shortestValue ? (value, placeholder) : nil
    }
    let words = value.split(separator: " ")
    guard let last = words.last, words.count == 1 || (words.count == 2 && Self.isScheme(words[0])) else { return nil }
    return last.utf8.count >= RedactionRules.shortestValue ? (String(last), placeholder) : nil
  }

  private static func isScheme(_ word: Substring) -> Bool {
    ["bearer", "basic", "token"].contains(word.lowercased())
  }

  // MARK: By the beginning

  /// A word that begins with a prefix and goes on for at least 8 letters, digits, `_` or `-`.
  private func byPrefix(_ bytes: [UInt8]) -> [(String, String)] {
    var found: [(String, String)] = []
    for (prefix, placeholder) in rules.prefixes {
      for start in bytes.places(of: prefix) where start == 0 || !bytes[start - 1].isLetterOrDigit {
        let tail = bytes[(start + prefix.count)...].prefix { $0.isLetterOrDigit || $0 == 0x5F || $0 == 0x2D }
        guard tail.count >= RedactionRules.shortestValue else { continue }
        found.append((String(decoding: bytes[start..<tail.endIndex], as: UTF8.self), placeholder))
      }
    }
    return found
  }

  // MARK: By the name

  /// The value in `Authorization: Bearer …`, `"secret": "…"` or `?token=…` inside a text.
  private func byName(_ bytes: [UInt8]) -> [(String, String)] {
    bytes.indices.compactMap { index in
      guard bytes[index] == UInt8(ascii: ":") || bytes[index] == UInt8(ascii: "=") else { return nil }
      let name = name(before: index, in: bytes)
      guard let placeholder = rules.placeholder(ofName: name) else { return nil }
      let phrase = rules.isPhrase(ofName: name) ? Self.phrase(after: index, in: bytes) : nil
      return (phrase ?? value(after: index, in: bytes)).map { ($0, placeholder) }
    }
  }

  private func name(before index: Int, in bytes: [UInt8]) -> String {
    var end = index
    while end > 0, "\"' \\".utf8.contains(bytes[end - 1]) { end -= 1 }
    var start = end
    while start > 0, bytes[start - 1].isLetterOrDigit || "-_".utf8.contains(bytes[start - 1]) { start -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private func value(after index: Int, in bytes: [UInt8]) -> String? {
    var rest = bytes[(index + 1)...].drop { "\"' \\".utf8.contains($0) }
    let word = rest.prefix { $0.isLetterOrDigit }
    let isScheme = Self.isScheme(Substring(decoding: word, as: UTF8.self)) && rest.dropFirst(word.count).first == 0x20
    if isScheme { rest = rest.dropFirst(word.count + 1) }
    return Self.credential(rest, mayLackDigits: isScheme)
  }
}

extension [UInt8] {
  /// The index of the bytes, in lower or upper case.
  ///
  /// - Parameter wanted: in lower case.
  func places(of wanted: [UInt8]) -> [Int] {
    guard let first = wanted.first, wanted.count <= count else { return [] }
    return withUnsafeBufferPointer { bytes in
      var (places, start): ([Int], Int) = ([], 0)
      while start <= bytes.count - wanted.count {
        if bytes[start].lowercased == first, bytes.holds(wanted, at: start) { places.append(start) }
        start += 1
      }
      return places
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func holds(_ wanted: [UInt8], at start: Int) -> Bool {
    wanted.indices.allSatisfy { self[start + $0].lowercased == wanted[$0] }
  }
}

extension UInt8 {
  var lowercased: UInt8 { 0x41...0x5A ~= self ? self | 0x20 : self }
  var isLetterOrDigit: Bool { 0x30...0x39 ~= self || 0x61...0x7A ~= self | 0x20 }
}
