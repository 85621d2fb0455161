extension QRCode {
  /// The pixels of a side of the image, at which most hosts show one without scaling it.
  private static let side = 256

  /// The code as a PNG file of 256 by 256 pixels.
  ///
  /// A module is a square of whole pixels, so that the image is sharp at its own size and every multiple of it; what
  /// is left over widens the quiet zone. A text of more than 997 bytes, five times what a payment needs, makes modules of
  /// a single pixel, which few cameras read.
  ///
  /// Returns nil if there is no memory for it.
  package var png: [UInt8]? {
    let scale = Self.side / (width + 2 * Self.quietZone)
    let margin = (Self.side - width * scale) / 2
    var rows = PNGRows(width: Self.side)
    rows.append(white, times: margin)
    for row in 0..<width {
      rows.append(pixels(of: row, scale, margin), times: scale)
    }
    rows.append(white, times: Self.side - margin - width * scale)
    return PNGFile.bytes(rows)
  }

  private var white: [Bool] { Array(repeating: true, count: Self.side) }

  /// The pixels of a row of modules; true is white.
  private func pixels(of row: Int, _ scale: Int, _ margin: Int) -> [Bool] {
    var pixels = white
    for column in 0..<width where self[row: row, column: column] {
      let start = margin + column * scale
      for pixel in start..<(start + scale) { pixels[pixel] = false }
    }
    return pixels
  }
}
