import Foundation

/// A folder of scripts for `payin-mcp run`.
struct ScriptFolder {
  private let folder: ProcessTests.Folder

  init(_ scripts: [String: String]) throws {
    folder = try ProcessTests.Folder()
    for (name, text) in scripts { try Data(text.utf8).write(to: URL(filePath: path(name))) }
  }

  var path: String { folder.path }
  var contents: [String] { folder.contents.sorted() }

  func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }
}

extension ProgramRun {
  /// The output without what differs from run to run: the folder and the times.
  func stableOutput(_ folder: ScriptFolder) -> String {
    output.replacing(folder.path + "/", with: "").replacing(#/ +\d+ ms/#, with: " N ms")
      .replacing(#/ +\d+\.\d s/#, with: " N ms")
  }
}
