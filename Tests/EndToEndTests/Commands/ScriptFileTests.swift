import Foundation
import TestSupport
import Testing

/// The scripts of Tests/Scripts, which are stories of users as well as tests, in every era that each names.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct ScriptFileTests {
  static let folder = OracleFolder.root.appending(path: "Tests/Scripts").path
  static let files = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []

  @Test(arguments: files)
  func storyGoesAsItIsWritten(file: String) async throws {
    let server = try Server(["run", "\(Self.folder)/\(file)"])
    let (text, completion) = await server.waitForText()
    #expect(completion.exit == .status(0), "\(text)\(completion.errorOutput)")
  }

  @Test func storiesAreThere() {
    #expect(Self.files.count > 10 && Self.files.allSatisfy { $0.hasSuffix(".payin") })
  }
}
