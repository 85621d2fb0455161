import CSchemas
import Foundation
import Testing

@Suite struct EmbeddedFilesTests {
  private static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "schemas")

  private static var embedded: [(path: String, bytes: Data)] {
    var count = 0
    return UnsafeBufferPointer(start: embedded_files(&count), count: count).map {
      (String(cString: $0.path), Data(bytes: $0.bytes, count: embedded_file_size($0)))
    }
  }

  @Test func everyFileIsEmbeddedOnce() throws {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: Self.directory.path)
      .filter { ["tools/", "locales/", "guide/", "export/"].contains(where: $0.hasPrefix) && $0.contains(".") }
    #expect(paths.count > 80)
    #expect(Self.embedded.map(\.path).sorted() == paths.sorted())
  }

  /// A zero byte would end the embedded text early.
  @Test func embeddedBytesAreThoseOnDisk() throws {
    for file in Self.embedded {
      let onDisk = try Data(contentsOf: Self.directory.appending(path: file.path))
      #expect(file.bytes == onDisk, "\(file.path)")
    }
  }
}
