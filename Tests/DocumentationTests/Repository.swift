import Foundation
import JSON

/// The files of this repository, by their paths from its root.
enum Repository {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    .standardizedFileURL

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func files(in folder: String, ending suffix: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { $0.hasSuffix(suffix) }.map { "\(folder)/\($0)" }
  }

  /// The paths of all texts in a folder and those below it, or of the one file that is named.
  static func texts(below path: String) throws -> [String] {
    let endings = [".swift", ".md", ".json", ".h", ".c", ".sh", ".py", ".css", ".js"]
    guard let names = FileManager.default.subpaths(atPath: root.appending(path: path).path) else { return [path] }
    return names.filter { name in endings.contains { name.hasSuffix($0) } }.map { "\(path)/\($0)" }
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  /// The names of all test functions.
  static func testNames() throws -> Set<String> {
    let files = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: "Tests").path)
    let texts = try files.filter { $0.hasSuffix(".swift") }.map { try text("Tests/\($0)") }
    return Set(texts.joined().matches(of: /func (\w+)\(/).map { String($0.1) })
  }

  /// The definition of every tool, in no order.
  static func tools() throws -> [JSONValue] {
    try files(in: "schemas/tools", ending: ".json").map { try JSONParser.parse(text($0)) }
  }
}
