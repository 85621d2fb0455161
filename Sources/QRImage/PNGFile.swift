import CZlib

/// The rows of a picture in black and white, filtered for compression (PNG, third edition, section 9).
struct PNGRows {
  /// The filter types: a row as it is, and the difference to the row above.
  private enum Filter {
    static let none: UInt8 = 0
    static let up: UInt8 = 2
  }

  /// The pixels of a row, a multiple of eight.
  let width: Int
  private(set) var height = 0
  private(set) var bytes: [UInt8] = []

  init(width: Int) {
    self.width = width
  }

  /// Appends equal rows; true is white. All but the first are zeros after filtering, which take next to no room.
  mutating func append(_ pixels: [Bool], times: Int) {
    guard times > 0 else { return }
    height += times
    bytes.append(Filter.none)
    for start in stride(from: 0, to: width, by: 8) {
      bytes.append(pixels[start..<(start + 8)].reduce(0) { $0 << 1 | ($1 ? 1 : 0) })
    }
    for _ in 1..<times {
      bytes.append(Filter.up)
      bytes.append(contentsOf: repeatElement(0, count: width / 8))
    }
  }
}

/// Writes a picture as a PNG file: one bit for each pixel, greyscale. zlib compresses it and computes the checksums.
enum PNGFile {
  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  /// The bits of a sample, greyscale, and the only methods of compression, filtering and no interlacing that are defined.
  private static let format: [UInt8] = [1, 0, 0, 0, 0]

  /// Returns nil if there is no memory for it.
  static func bytes(_ rows: PNGRows) -> [UInt8]? {
    guard let data = compressed(rows.bytes) else { return nil }
    let header = bigEndian(UInt32(rows.width)) + bigEndian(UInt32(rows.height)) + format
    return signature + chunk("IHDR", header) + chunk("IDAT", data) + chunk("IEND", [])
  }

  private static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
    var count = compressBound(uLong(bytes.count))
    var isDone = false
    let data = [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, initialized in
      isDone = compress2(buffer.baseAddress, &count, bytes, uLong(bytes.count), Z_BEST_COMPRESSION) == Z_OK
      initialized = isDone ? Int(count) : 0
    }
    return isDone ? data : nil
  }

  private static func chunk(_ name: StaticString, _ data: [UInt8]) -> [UInt8] {
    let content = name.withUTF8Buffer { Array($0) } + data
    let checksum = crc32(0, content, uInt(content.count))
    return bigEndian(UInt32(data.count)) + content + bigEndian(UInt32(truncatingIfNeeded: checksum))
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
  }
}
