import CQRCode

/// A QR code (ISO/IEC 18004) of the smallest version that holds its text, error correction M.
package struct QRCode: Sendable, Equatable {
  /// The width of the border that the standard requires, in modules.
  static let quietZone = 4

  /// The number of modules in a row, without the quiet zone.
  let width: Int
  /// The modules, row by row; true is dark.
  let modules: [Bool]

  /// Returns nil if the text is empty or longer than 2331 bytes.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(code) }
    guard let data = code.pointee.data else { return nil }
    width = Int(code.pointee.width)
    // The lowest bit is the colour; the other bits describe the module's role.
    modules = UnsafeBufferPointer(start: data, count: width * width).map { $0 & 1 == 1 }
  }

  subscript(row row: Int, column column: Int) -> Bool {
    modules[row * width + column]
  }
}

extension QRCode {
  /// The code as an SVG document. It is dark on white whatever the colours of the page, because scanners expect that.
  package var svg: String {
    let size = width + 2 * Self.quietZone
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size) \(size)" shape-rendering="crispEdges">\
      <path fill="#fff" d="M0 0h\(size)v\(size)H0z"/><path fill="#000" d="\(path)"/></svg>
      """
  }

  /// The path, with a rectangle for each run of dark modules.
  private var path: String {
    var path = ""
    for row in 0..<width {
      var column = 0
      while column < width {
        let run = (column..<width).prefix { self[row: row, column: $0] }.count
        if run > 0 { path += "M\(column + Self.quietZone) \(row + Self.quietZone)h\(run)v1h-\(run)z" }
        column += max(run, 1)
      }
    }
    return path
  }
}
