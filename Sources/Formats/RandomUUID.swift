import Synchronization

/// UUIDs of version 4 (RFC 9562, section 5.4). They name requests and are no secrets.
///
/// Foundation's UUID opens and closes /dev/urandom for each, which took 2 % of the processor time of a call; the system's
/// random numbers, two system calls for each, took 1 %. So the system is asked once, for where two sequences begin.
package enum RandomUUID {
  private static let sequences = Mutex((high: SplitMix64(), low: SplitMix64()))

  /// Returns 32 lower-case digits in groups of 8, 4, 4, 4 and 12.
  package static func text() -> String {
    let (high, low) = sequences.withLock { ($0.high.next(), $0.low.next()) }
    return text(of: high, low)
  }

  /// Returns the UUID that has these 128 bits, but for the six that tell version and variant.
  static func text(of high: UInt64, _ low: UInt64) -> String {
    let version = high & ~0xF000 | 0x4000
    let variant = low & ~(0b11 << 62) | 0b10 << 62
    return String(unsafeUninitializedCapacity: 36) { text in
      var end = 0
      for index in 0..<16 {
        if index == 4 || index == 6 || index == 8 || index == 10 { text[end] = UInt8(ascii: "-"); end += 1 }
        let byte = UInt8(truncatingIfNeeded: (index < 8 ? version : variant) >> UInt64(56 - index % 8 * 8))
        text[end] = Hexadecimal.digits[Int(byte >> 4)]
        text[end + 1] = Hexadecimal.digits[Int(byte & 15)]
        end += 2
      }
      return end
    }
  }
}

/// The numbers of SplitMix64 (Steele, Lea and Flood, 2014): each of the 2^64 occurs once before any occurs again.
private struct SplitMix64 {
  private var state = UInt64.random(in: .min ... .max)

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
