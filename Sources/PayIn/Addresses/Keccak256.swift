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
  private static func permute(_ state: inout [UInt64]) {
    for constant in roundConstants {
      mixColumns(&state)
      moveLanes(&state)
      mixRows(&state)
      state[0] ^= constant
    }
  }

  /// Theta.
  private static func mixColumns(_ state: inout [UInt64]) {
    var parity = [UInt64](repeating: 0, count: 5)
    for index in state.indices { parity[index % 5] ^= state[index] }
    for index in state.indices {
      let x = index % 5
      state[index] ^= parity[(x + 4) % 5] ^ rotated(parity[(x + 1) % 5], by: 1)
    }
  }

  /// Rho and pi.
  private static func moveLanes(_ state: inout [UInt64]) {
    var lane = state[1]
    for (place, rotation) in zip(lanePlaces, laneRotations) {
      let next = state[place]
      state[place] = rotated(lane, by: rotation)
      lane = next
    }
  }

  /// Chi.
  private static func mixRows(_ state: inout [UInt64]) {
    for start in stride(from: 0, to: 25, by: 5) {
      let row = Array(state[start..<start + 5])
      for x in 0..<5 { state[start + x] ^= ~row[(x + 1) % 5] & row[(x + 2) % 5] }
    }
  }

  private static func rotated(_ lane: UInt64, by count: UInt64) -> UInt64 {
    lane << count | lane >> (64 - count)
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
