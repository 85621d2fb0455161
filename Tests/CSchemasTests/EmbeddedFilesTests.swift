import CSchemas
import Foundation
import Testing

@Suite struct EmbeddedFilesTests {
  private static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "schemas")

  private static var embedded: [(path: String, bytes: Data)] {
    var count = 0
    let table = UnsafeBufferPointer(start: embedded_files(&count), count: count)
    return table.map { (String(cString: $0.path), Data(bytes: $0.bytes, count: $0.count)) }
  }

  @Test func everyFileIsEmbeddedOnce() throws {
    let paths = try ["tools", "locales"].flatMap { folder in
      try FileManager.default.contentsOfDirectory(atPath: Self.directory.appending(path: folder).path)
        .map { "\(folder)/\($0)" }
    }
    #expect(Self.embedded.map(\.path).sorted() == paths.sorted())
  }

  @Test func embeddedBytesAreThoseOnDisk() throws {
    for file in Self.embedded {
      let onDisk = try Data(contentsOf: Self.directory.appending(path: file.path))
      #expect(file.bytes == onDisk, "\(file.path)")
    }
  }
}
