import Foundation
import JSON
import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

/// What a sandbox does to files: it makes its own, opens sandboxes, and leaves everything else byte for byte.
@Suite struct DatabaseFileTests {
  /// A file system entry as it can be compared: what it is, its mode and its bytes.
  private struct Entry: Equatable {
    let name: String
    let mode: mode_t
    let content: Data
  }

  /// Everything in a folder, links not followed.
  private static func entries(_ folder: String) throws -> [Entry] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
      let path = "\(folder)/\(name)"
      var status = stat()
      #expect(lstat(path, &status) == 0)
      let isLink = status.st_mode & S_IFMT == S_IFLNK
      let target = isLink ? try FileManager.default.destinationOfSymbolicLink(atPath: path) : ""
      let isFile = status.st_mode & S_IFMT == S_IFREG
      return Entry(
        name: name, mode: status.st_mode,
        content: isFile ? try Data(contentsOf: URL(filePath: path)) : Data(target.utf8))
    }
  }

  private static func make(_ path: String, _ content: String = "", mode: mode_t = 0o644) throws {
    try Data(content.utf8).write(to: URL(filePath: path))
    #expect(chmod(path, mode) == 0)
  }

  /// Makes the file of a sandbox that has served and was closed.
  private static func makeSandbox(_ path: String) async throws {
    try await SandboxFixture.run(database: .file(path: path)) { _ = try await $0.orderId("kept") }
  }

  private static func expectServed(_ storage: SandboxConfiguration.Storage) async throws {
    try await SandboxFixture.run(database: storage) { sandbox in
      let orders = try await sandbox.get("/orders").data["orders"]?.array
      #expect(orders?.map { $0["orderReference"] } == ["kept"])
    }
  }

  /// The start fails with these words, and nothing in the folder has changed.
  private static func expectRefused(
    _ storage: SandboxConfiguration.Storage, in folder: String, _ words: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let before = try entries(folder)
    let error = await #expect(throws: SandboxError.self, sourceLocation: sourceLocation) {
      await (try SandboxServer.start(SandboxConfiguration(database: storage, poolSize: 1))).shutdown()
    }
    #expect(error?.code == .databaseUnavailable, sourceLocation: sourceLocation)
    #expect(error?.detail.contains(words) == true, "\(error?.detail ?? "")", sourceLocation: sourceLocation)
    #expect(try entries(folder) == before, sourceLocation: sourceLocation)
  }

  private static func sql(_ path: String, _ script: String) throws {
    let shell = Process()
    shell.executableURL = URL(filePath: "/usr/bin/env")
    shell.arguments = [
      "python3", "-c", "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2])",
    ]
    shell.arguments? += [path, script]
    try shell.run()
    shell.waitUntilExit()
    try #require(shell.terminationStatus == 0)
  }

  // MARK: What is its own

  @Test func fileThatWasThereKeepsItsMode() async throws {
    try await TemporaryFolder.run { folder in
      let path = "\(folder)/empty.sqlite"
      try Self.make(path, mode: 0o664)
      #expect(chmod(folder, 0o755) == 0)
      try await Self.makeSandbox(path)
      #expect(TemporaryFolder.mode(path) == 0o664)
      try await Self.expectServed(.file(path: path))
      #expect(TemporaryFolder.mode(path) == 0o664)
      #expect(TemporaryFolder.mode(folder) == 0o755)
    }
  }

  @Test func newFileSaysWhatItIsInItsFirstBytes() async throws {
    try await TemporaryFolder.run { folder in
      let path = "\(folder)/sandbox.sqlite"
      try await SandboxFixture.run(database: .file(path: path)) { _ in
        // The log has not been taken into the file yet.
        let header = try Data(contentsOf: URL(filePath: path))
        #expect(header[68..<72] == Data("PYIN".utf8))
        #expect(header.count == 4096)
      }
    }
  }

  // MARK: Files of earlier versions

  @Test func fileWithoutANumberIsKnownByItsTables() async throws {
    try await TemporaryFolder.run { folder in
      let path = "\(folder)/sandbox.sqlite"
      try await Self.makeSandbox(path)
      try Self.sql(path, "PRAGMA application_id = 0")
      try await Self.expectServed(.file(path: path))
    }
  }

  /// A program that is killed leaves nearly everything in the log.
  @Test func fileWithoutANumberIsKnownByTheTablesInItsLog() async throws {
    try await TemporaryFolder.run { folder in
      let (path, copy) = ("\(folder)/sandbox.sqlite", "\(folder)/copy.sqlite")
      try await SandboxFixture.run(database: .file(path: path)) { sandbox in
        _ = try await sandbox.orderId("kept")
        var file = try Data(contentsOf: URL(filePath: path))
        file.replaceSubrange(68..<72, with: [0, 0, 0, 0])
        #expect(file.count == 4096)
        try file.write(to: URL(filePath: copy))
        try FileManager.default.copyItem(atPath: path + "-wal", toPath: copy + "-wal")
      }
      try await Self.expectServed(.file(path: copy))
    }
  }

  // MARK: What is not its own

  @Test(arguments: [
    "x", "Not a database. ", "SQLite format 3", "SQLite format 3\u{0}", String(repeating: "notes ", count: 1000),
  ])
  func fileThatIsNoDatabaseIsLeftAlone(_ content: String) async throws {
    try await TemporaryFolder.run { folder in
      let path = "\(folder)/notes.txt"
      try Self.make(path, content)
      for suffix in ["-wal", "-shm", "-journal"] { try Self.make(path + suffix, "mine", mode: 0o640) }
      for storage in [SandboxConfiguration.Storage.file(path: path), .defaultFile(path: path)] {
        try await Self.expectRefused(storage, in: folder, "is not a sandbox")
      }
    }
  }

  @Test(arguments: [
    "CREATE TABLE notes (text)", "PRAGMA user_version = 3", "PRAGMA application_id = 7; CREATE TABLE sandbox (seed)",
    "CREATE TABLE sandbox (seed); CREATE TABLE orders (id)", "PRAGMA journal_mode = WAL; CREATE TABLE notes (text)",
  ])
  func databaseOfSomethingElseIsLeftAlone(_ script: String) async throws {
    try await TemporaryFolder.run { folder in
      let path = "\(folder)/other.sqlite"
      try Self.sql(path, script)
      #expect(chmod(path, 0o644) == 0)
      try await Self.expectRefused(.file(path: path), in: folder, "is not a sandbox")
      try await Self.expectRefused(.defaultFile(path: path), in: folder, "is not a sandbox")
    }
  }

  /// The database has a log, as that of a program that is running or was killed.
  @Test func databaseOfSomethingElseIsLeftAloneWithItsLog() async throws {
    try await TemporaryFolder.run { folder in
      let path = "\(folder)/other.sqlite"
      let database = try Database(path: "\(folder)/running.sqlite")
      try database.execute("CREATE TABLE notes (text)")
      for suffix in ["", "-wal", "-shm"] {
        try FileManager.default.copyItem(atPath: "\(folder)/running.sqlite" + suffix, toPath: path + suffix)
      }
      var file = try Data(contentsOf: URL(filePath: path))
      file.replaceSubrange(68..<72, with: [0, 0, 0, 0])
      try file.write(to: URL(filePath: path))
      try await Self.expectRefused(.file(path: path), in: folder, "is not a sandbox")
      database.close()
    }
  }

  @Test(arguments: ["-wal", "-shm", "-journal"])
  func newFileDoesNotTakeTheNamesOfOthers(_ suffix: String) async throws {
    for isThere in [true, false] {
      try await TemporaryFolder.run { folder in
        let path = "\(folder)/sandbox.sqlite"
        if isThere { try await Self.makeSandbox(path) } else { try Self.make(path) }
        try Self.make(path + suffix, "my own notes")
        try await Self.expectRefused(.file(path: path), in: folder, "sandbox.sqlite\(suffix): is not SQLite's")
      }
    }
  }

  /// The user removed the file to start again, but not the files beside it.
  @Test func leftLogOfARemovedFileIsNoHindrance() async throws {
    try await TemporaryFolder.run { folder in
      let (path, kept) = ("\(folder)/sandbox.sqlite", "\(folder)/kept")
      try await SandboxFixture.run(database: .file(path: path)) { sandbox in
        _ = try await sandbox.orderId("old")
        for suffix in ["-wal", "-shm"] {
          try FileManager.default.copyItem(atPath: path + suffix, toPath: kept + suffix)
        }
      }
      for suffix in ["-wal", "-shm"] { try FileManager.default.moveItem(atPath: kept + suffix, toPath: path + suffix) }
      #expect(unlink(path) == 0)
      try await SandboxFixture.run(database: .file(path: path)) { sandbox in
        let list = try await sandbox.get("/orders")
        #expect(list.data["pagination"]?["total"] == 0)
      }
    }
  }

  // MARK: Links, folders and the like

  @Test func linkIsFollowedOnlyInAGivenPath() async throws {
    try await TemporaryFolder.run { folder in
      let (target, link) = ("\(folder)/real.sqlite", "\(folder)/link.sqlite")
      try await Self.makeSandbox(target)
      #expect(chmod(target, 0o640) == 0)
      #expect(symlink(target, link) == 0)
      try await Self.expectRefused(.defaultFile(path: link), in: folder, "is a symbolic link, which is not followed")
      try await Self.expectServed(.file(path: link))
      #expect(TemporaryFolder.mode(target) == 0o640)
      try await Self.expectServed(.defaultFile(path: target))
    }
  }

  @Test func linkToSomethingElseIsNotFollowedIntoIt() async throws {
    try await TemporaryFolder.run { folder in
      let (target, link) = ("\(folder)/notes.txt", "\(folder)/link.sqlite")
      try Self.make(target, "my notes", mode: 0o644)
      #expect(symlink("notes.txt", link) == 0)
      try await Self.expectRefused(.defaultFile(path: link), in: folder, "is a symbolic link")
      try await Self.expectRefused(.file(path: link), in: folder, "is not a sandbox")
      #expect(truncate(target, 0) == 0)
      try await Self.expectRefused(.defaultFile(path: link), in: folder, "is a symbolic link")
    }
  }

  @Test func linkThatLeadsNowhereMakesNothing() async throws {
    try await TemporaryFolder.run { folder in
      let link = "\(folder)/link.sqlite"
      #expect(symlink("\(folder)/nothing", link) == 0)
      try await Self.expectRefused(.defaultFile(path: link), in: folder, "is a symbolic link, which is not followed")
      try await Self.expectRefused(.file(path: link), in: folder, "is a symbolic link that leads to no file")
      #expect(unlink(link) == 0 && symlink("link.sqlite", link) == 0)
      try await Self.expectRefused(.file(path: link), in: folder, "link.sqlite: ")
    }
  }

  /// A home folder is often a link itself.
  @Test func folderOfTheDefaultPlaceMayBeALink() async throws {
    try await TemporaryFolder.run { folder in
      #expect(mkdir("\(folder)/real", 0o750) == 0 && symlink("real", "\(folder)/home") == 0)
      let storage = SandboxConfiguration.Storage.defaultFile(path: "\(folder)/home/state/sandbox.sqlite")
      try await SandboxFixture.run(database: storage) { _ = try await $0.orderId("kept") }
      try await Self.expectServed(storage)
      #expect(TemporaryFolder.mode("\(folder)/real/state/sandbox.sqlite") == 0o600)
      #expect(TemporaryFolder.mode("\(folder)/real/state") == 0o700)
      #expect(TemporaryFolder.mode("\(folder)/real") == 0o750)
    }
  }

  @Test func folderOrPipeIsRefused() async throws {
    try await TemporaryFolder.run { folder in
      let (inner, pipe) = ("\(folder)/inner", "\(folder)/pipe")
      #expect(mkdir(inner, 0o755) == 0 && mkfifo(pipe, 0o644) == 0)
      for storage in [SandboxConfiguration.Storage.file(path: inner), .defaultFile(path: inner)] {
        try await Self.expectRefused(storage, in: folder, "is a directory")
      }
      try await Self.expectRefused(.file(path: pipe), in: folder, "is not a regular file")
    }
  }
}
