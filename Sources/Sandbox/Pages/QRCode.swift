import CQRCode

/// A QR code (ISO/IEC 18004) of the smallest version that holds its text, error correction M.
struct QRCode: Sendable, Equatable {
  /// Modules in a row, without the quiet zone.
  let width: Int
  /// Row by row; true is dark.
  let modules: [Bool]

  /// Nil if the text is empty or longer than 2331 bytes.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(code) }
    guard let data = code.pointee.data else { return nil }
    width = Int(code.pointee.width)
    // The lowest bit is the colour; the others tell what the module is there for.
    modules = UnsafeBufferPointer(start: data, count: width * width).map { $0 & 1 == 1 }
  }

  subscript(row row: Int, column column: Int) -> Bool {
    modules[row * width + column]
  }
}
