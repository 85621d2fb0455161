extension Base58 {
  /// Nil if a character is none of the alphabet's.
  package static func decode(_ text: String) -> [UInt8]? {
    // Most significant byte last while it is worked on.
    var bytes: [UInt8] = []
    for character in text.utf8 {
      guard var carry = digit(character) else { return nil }
      for index in bytes.indices {
        carry += Int(bytes[index]) * 58
        bytes[index] = UInt8(carry & 255)
        carry >>= 8
      }
      if carry > 0 { bytes.append(UInt8(carry)) }
    }
    let zeros = text.utf8.prefix { digit($0) == 0 }.map { _ in UInt8(0) }
    return zeros + bytes.reversed()
  }

  /// Without the checksum; nil if that is wrong.
  package static func decodeChecked(_ text: String) -> [UInt8]? {
    guard let bytes = decode(text), bytes.count > 4 else { return nil }
    let content = Array(bytes.dropLast(4))
    return encodeChecked(content) == text ? content : nil
  }
}
