/// Tests eight bytes at once for those that end a run of plain string text.
enum ByteScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Whether all eight bytes are printable ASCII other than quote and backslash.
  @inline(__always)
  static func isPlain(_ word: UInt64) -> Bool {
    let control = word &- ones &* 0x20
    let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
    let delete = word &+ ones
    let found = control | (quote &- ones) | (backslash &- ones) | delete | word
    return found & highs == 0
  }

  @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }
}
