/// Keccak-256 with the padding of the original submission (0x01), as Ethereum uses it. SHA3-256 of FIPS 202 differs from
/// it in the padding alone. Source: the Keccak reference, version 3.0, sections 1.2 and 2.
enum Keccak256 {
  /// The number of bytes that are absorbed between two permutations: 1600 bits less twice the 256 of the digest.
  private static let rate = 136

  /// The digest of the bytes: 32 bytes.
  static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var padded = bytes
    let padding = rate - bytes.count % rate
    padded += [UInt8](repeating: 0, count: padding)
    padded[bytes.count] = 0x01
    padded[padded.count - 1] |= 0x80
    var state = [UInt64](repeating: 0, count: 25)
    for start in stride(from: 0, to: padded.count, by: rate) {
      absorb(padded[start..<start + rate], into: &state)
      permute(&state)
    }
    return (0..<32).map { UInt8(truncatingIfNeeded: state[$0 / 8] >> (8 * ($0 % 8))) }
  }

  private static func absorb(_ block: ArraySlice<UInt8>, into state: inout [UInt64]) {
    for (index, byte) in block.enumerated() {
      state[index / 8] ^= UInt64(byte) << (8 * (index % 8))
    }
  }

  /// Keccak-f[1600]: 24 rounds of theta, rho, pi, chi and iota.
  ///
  /// Every order that is shown has its address checked. Without arrays of their own, and without divisions, the steps take
  /// a fifth of the instructions.
  private static func permute(_ state: inout [UInt64]) {
    state.withUnsafeMutableBufferPointer { lanes in
      for constant in roundConstants {
        mixColumns(lanes)
        moveLanes(lanes)
        mixRows(lanes)
        lanes[0] ^= constant
      }
    }
  }

  /// Theta.
  private static func mixColumns(_ lanes: UnsafeMutableBufferPointer<UInt64>) {
    var parity = InlineArray<5, UInt64>(repeating: 0)
    for x in 0..<5 { parity[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] }
    for x in 0..<5 {
      let mixed = parity[x == 0 ? 4 : x - 1] ^ rotated(parity[x == 4 ? 0 : x + 1], by: 1)
      for index in stride(from: x, to: 25, by: 5) { lanes[index] ^= mixed }
    }
  }

  /// Rho and pi.
  private static func moveLanes(_ lanes: UnsafeMutableBufferPointer<UInt64>) {
    var lane = lanes[1]
    for step in 0..<24 {
      let place = lanePlaces[step]
      let next = lanes[place]
      lanes[place] = rotated(lane, by: laneRotations[step])
      lane = next
    }
  }

  /// Chi.
  private static func mixRows(_ lanes: UnsafeMutableBufferPointer<UInt64>) {
    for start in stride(from: 0, to: 25, by: 5) {
      let (first, second) = (lanes[start], lanes[start + 1])
      lanes[start] ^= ~second & lanes[start + 2]
      lanes[start + 1] ^= ~lanes[start + 2] & lanes[start + 3]
      lanes[start + 2] ^= ~lanes[start + 3] & lanes[start + 4]
      lanes[start + 3] ^= ~lanes[start + 4] & first
      lanes[start + 4] ^= ~first & second
    }
  }

  private static func rotated(_ lane: UInt64, by count: UInt64) -> UInt64 {
    lane &<< count | lane &>> (64 &- count)
  }

  private static let lanePlaces = [
    10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1,
  ]

  private static let laneRotations: [UInt64] = [
    1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44,
  ]

  private static let roundConstants: [UInt64] = [
    0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000,
    0x0000_0000_0000_808B, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
    0x0000_0000_0000_008A, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000A,
    0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
    0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800A, 0x8000_0000_8000_000A,
    0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
  ]
}
