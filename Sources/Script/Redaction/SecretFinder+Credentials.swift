/// Finds credentials by their context: a scheme such as `Bearer`, a URL's user information, a name before the value.
extension SecretFinder {
  /// The characters of a token of RFC 6750, section 2.1, and of base64.
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || "+/=._~-".utf8.contains(byte)
  }

  /// The word at the beginning, if it may be a credential.
  ///
  /// - Parameter mayLackDigits: whether letters of both cases are enough, as base64 of a short name and password has them.
  static func credential(_ rest: ArraySlice<UInt8>, mayLackDigits: Bool) -> String? {
    let value = rest.prefix(while: isTokenByte)
    guard value.count >= RedactionRules.shortestValue else { return nil }
    // Prose has no digits in its words, and upper case only at their beginning.
    let hasDigits = value.contains { 0x30...0x39 ~= $0 }
    let isMixed = value.contains { 0x61...0x7A ~= $0 } && value.dropFirst().contains { 0x41...0x5A ~= $0 }
    guard hasDigits || (mayLackDigits && isMixed) else { return nil }
    return String(decoding: value, as: UTF8.self)
  }

  /// What follows `Bearer` or `Basic`, also where no name of a header is before it.
  func byScheme(_ bytes: [UInt8]) -> [(String, String)] {
    guard let placeholder = rules.placeholder(ofName: "authorization") else { return [] }
    return ["bearer ", "basic "].flatMap { scheme in
      bytes.places(of: Array(scheme.utf8)).compactMap { start in
        guard start == 0 || !bytes[start - 1].isLetterOrDigit else { return nil }
        let value = Self.credential(bytes[(start + scheme.utf8.count)...], mayLackDigits: true)
        return value.map { ($0, placeholder) }
      }
    }
  }

  /// The user and the password in `https://user:password@host`, and the password by itself.
  func byUserInformation(_ bytes: [UInt8]) -> [(String, String)] {
    guard let placeholder = rules.placeholder(ofName: "authorization") else { return [] }
    return bytes.places(of: Array("://".utf8)).flatMap { start -> [(String, String)] in
      let authority = bytes[(start + 3)...].prefix { $0 > 0x20 && !"/?#\"'<>\\".utf8.contains($0) }
      guard let end = authority.lastIndex(of: UInt8(ascii: "@")) else { return [] }
      let information = authority[..<end]
      let password = information.firstIndex(of: UInt8(ascii: ":")).map { information[($0 + 1)...] }
      let isLong = information.count >= RedactionRules.shortestValue
      let secrets =
        (password != nil || isLong ? [information] : [])
        + [password].compactMap(\.self)
        .filter { $0.count >= RedactionRules.shortestValue }
      return secrets.map { (String(decoding: $0, as: UTF8.self), placeholder) }
    }
  }

  /// The value of `"password": "…"`, up to its quotation mark, or of `mnemonic: …`, `Cookie: …` and `password=…` without.
  static func phrase(after index: Int, in bytes: [UInt8]) -> String? {
    let rest = bytes[(index + 1)...].drop { $0 == 0x20 }
    let slashes = rest.prefix { $0 == UInt8(ascii: "\\") }.count
    let quoted = rest.dropFirst(slashes)
    if let quote = quoted.first, "\"'".utf8.contains(quote), let end = quoted.dropFirst().firstIndex(of: quote) {
      let value = quoted[(quoted.startIndex + 1)..<end].dropLast(slashes)
      return value.count >= RedactionRules.shortestValue ? String(decoding: value, as: UTF8.self) : nil
    }
    return words(rest) ?? unquoted(rest)
  }

  /// 12 to 24 short words in lower case, as in BIP-39.
  private static func words(_ rest: ArraySlice<UInt8>) -> String? {
    let run = rest.prefix { $0 == 0x20 || 0x61...0x7A ~= $0 }
    let words = run.split(separator: 0x20).prefix(24).prefix { 3...8 ~= $0.count }
    guard let last = words.last, words.count >= 12 else { return nil }
    return String(decoding: rest[..<last.endIndex], as: UTF8.self)
  }

  /// The pairs of a cookie, or else one word with digits in it.
  private static func unquoted(_ rest: ArraySlice<UInt8>) -> String? {
    let line = rest.prefix { $0 >= 0x20 && !"\"'\\".utf8.contains($0) }
    let isCookie = line.prefix { $0 != 0x20 }.contains(UInt8(ascii: "="))
    let value = isCookie ? line : line.prefix { $0 > 0x20 && !",;&<>)}]".utf8.contains($0) }
    guard value.count >= RedactionRules.shortestValue, value.contains(where: { 0x30...0x39 ~= $0 }) else { return nil }
    return String(decoding: value, as: UTF8.self)
  }
}
