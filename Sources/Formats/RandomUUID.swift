/// UUIDs of version 4 (RFC 9562, section 5.4), from the system's random numbers.
///
/// Foundation's UUID opens and closes /dev/urandom for each, which took 2 % of the processor time of a call.
package enum RandomUUID {
  /// Returns 32 lower-case digits in groups of 8, 4, 4, 4 and 12.
  package static func text() -> String {
    var generator = SystemRandomNumberGenerator()
    return text(of: generator.next(), generator.next())
  }

  /// Returns the UUID that has these 128 bits, but for the six that tell version and variant.
  static func text(of high: UInt64, _ low: UInt64) -> String {
    let version = high & ~0xF000 | 0x4000
    let variant = low & ~(0b11 << 62) | 0b10 << 62
    return String(unsafeUninitializedCapacity: 36) { text in
      var end = 0
      for index in 0..<16 {
        if [4, 6, 8, 10].contains(index) { text[end] = UInt8(ascii: "-"); end += 1 }
        let byte = UInt8(truncatingIfNeeded: (index < 8 ? version : variant) >> UInt64(56 - index % 8 * 8))
        text[end] = Hexadecimal.digits[Int(byte >> 4)]
        text[end + 1] = Hexadecimal.digits[Int(byte & 15)]
        end += 2
      }
      return end
    }
  }
}
