import Foundation

/// zbarimg, which reads QR codes from images.
package enum QRDecoder {
  private static let program = "/usr/bin/zbarimg"

  /// Whether a test that needs it is to run: see ``TestTool``.
  package static let shouldRun = TestTool.shouldUse(program, ofPackage: "zbar-tools")

  /// Returns the text of the code in each file, read by one run of the program: its start takes longer than all reading.
  ///
  /// - Parameter images: files with one code each, of a type that their first bytes show.
  package static func texts(in images: [[UInt8]]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "qr-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = try images.enumerated().map { index, bytes in
      let file = folder.appending(path: "\(index)")
      try Data(bytes).write(to: file)
      return file.path(percentEncoded: false)
    }
    return try read(paths).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  private static func read(_ paths: [String]) throws -> String {
    let process = Process()
    let output = Foundation.Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"] + paths
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
