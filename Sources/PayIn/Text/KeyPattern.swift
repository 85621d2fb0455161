/// Finds texts that may contain one of PayIn's keys or webhook secrets.
///
/// A key is a prefix at the start of a word and a tail of at least 8 letters, digits, `_` or `-`: `pk_live_0123` is one,
/// `task_progress` and the locale `sk_SK` are none. The whole text is searched, in any case, because keys are pasted
/// together with the words beside them.
package enum KeyPattern {
  private static let prefixes = ["pk_", "sk_", "whsec_"].map { Array($0.utf8) }
  /// The least number of bytes after the prefix.
  private static let shortestTail = 8

  package static func occurs(in text: String) -> Bool {
    let bytes = text.utf8.map(lowercased)
    return bytes.indices.contains { start in
      let startsWord = start == 0 || !isLetterOrDigit(bytes[start - 1])
      return startsWord && prefixes.contains { begins($0, in: bytes, at: start) }
    }
  }

  private static func begins(_ prefix: [UInt8], in bytes: [UInt8], at start: Int) -> Bool {
    let rest = bytes[start...]
    guard rest.starts(with: prefix) else { return false }
    let tail = rest.dropFirst(prefix.count).prefix(shortestTail)
    return tail.count == shortestTail && tail.allSatisfy(isTailByte)
  }

  private static func isTailByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  /// - Parameter byte: of a text in lower case.
  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
  }
}
