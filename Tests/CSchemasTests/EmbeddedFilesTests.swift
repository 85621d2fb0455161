import CSchemas
import Foundation
import Testing

@Suite struct EmbeddedFilesTests {
  private static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "schemas")

  private static var embedded: [(path: String, bytes: Data)] { files(embedded_files) }
  private static var guide: [(path: String, bytes: Data)] { files(embedded_guide) }

  private static func files(
    _ table: (UnsafeMutablePointer<Int>) -> UnsafePointer<embedded_file>?
  ) -> [(path: String, bytes: Data)] {
    var count = 0
    return UnsafeBufferPointer(start: table(&count), count: count).map {
      (String(cString: $0.path), Data(bytes: $0.bytes, count: $0.count))
    }
  }

  @Test func everyFileIsEmbeddedOnce() throws {
    let paths = try ["tools", "locales"].flatMap { folder in
      try FileManager.default.contentsOfDirectory(atPath: Self.directory.appending(path: folder).path)
        .map { "\(folder)/\($0)" }
    }
    #expect(Self.embedded.map(\.path).sorted() == paths.sorted())
  }

  @Test func everyTextOfTheGuideIsEmbeddedOnce() throws {
    let folder = Self.directory.appending(path: "guide")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }
    #expect(Self.guide.map(\.path).sorted() == paths.map { "guide/\($0)" }.sorted())
  }

  @Test func embeddedBytesAreThoseOnDisk() throws {
    for file in Self.embedded + Self.guide {
      let onDisk = try Data(contentsOf: Self.directory.appending(path: file.path))
      #expect(file.bytes == onDisk, "\(file.path)")
    }
  }
}
