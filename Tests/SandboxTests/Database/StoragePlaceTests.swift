import Foundation
import Glibc
import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// Places where a file cannot be had, and files that are taken away.
@Suite struct StoragePlaceTests {
  /// Paths at which not even root can make a file.
  private static let impossible = ["/proc/none/state/sandbox.sqlite", "/dev/null/sandbox.sqlite"]

  @Test(arguments: impossible)
  func memoryServesWhereTheDefaultPlaceCannotBeWritten(_ path: String) async throws {
    try await SandboxFixture.run(database: .defaultFile(path: path)) { sandbox in
      guard case .memoryInsteadOfFile(let reason) = sandbox.server.storage else {
        Issue.record("\(sandbox.server.storage)")
        return
      }
      #expect(reason.contains(path))
      #expect(sandbox.server.storage.path == nil)
      let created = try await sandbox.createOrder()
      #expect(created.status == 201)
    }
  }

  @Test(arguments: impossible)
  func givenFileIsNotReplacedByMemory(_ path: String) async throws {
    let error = await #expect(throws: SandboxError.self) {
      await (try SandboxServer.start(SandboxConfiguration(database: .file(path: path), poolSize: 1))).shutdown()
    }
    #expect(error?.code == .databaseUnavailable)
    #expect(error?.detail.hasPrefix(path) == true)
  }

  /// Memory in place of what is there would pass for an empty sandbox.
  @Test func fileOfSomethingElseInTheDefaultPlaceIsNotReplacedByMemory() async throws {
    try await TemporaryFolder.run { folder in
      let path = "\(folder)/sandbox.sqlite"
      try Data("my notes".utf8).write(to: URL(filePath: path))
      let error = await #expect(throws: SandboxError.self) {
        await (try SandboxServer.start(SandboxConfiguration(database: .defaultFile(path: path)))).shutdown()
      }
      #expect(error?.code == .databaseUnavailable)
    }
  }

  /// The file is still open and would take every write, and lose it at the end.
  @Test(arguments: [true, false])
  func fileThatWasTakenAwayIsSaidAndNotWritten(_ isReplaced: Bool) async throws {
    try await TemporaryFolder.run { folder in
      let path = "\(folder)/state/sandbox.sqlite"
      try await SandboxFixture.run(database: .file(path: path)) { sandbox in
        let id = try await sandbox.orderId("kept")
        try FileManager.default.removeItem(atPath: "\(folder)/state")
        if isReplaced {
          try FileManager.default.createDirectory(atPath: "\(folder)/state", withIntermediateDirectories: false)
          try Data().write(to: URL(filePath: path))
        }
        let created = try await sandbox.createOrder("lost")
        #expect(created.status == 503)
        #expect(created.error == "ServiceUnavailable")
        #expect(created.message?.contains("was removed or replaced") == true)
        let read = try await sandbox.get("/orders/\(id)")
        #expect(read.status == 200)
      }
    }
  }
}
