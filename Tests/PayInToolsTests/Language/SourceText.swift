import Foundation

/// The sources that say something to people, as they were when the tests were built.
enum SourceText {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

  /// Each file's name and text.
  static func files(in targets: [String]) throws -> [(name: String, text: String)] {
    try targets.flatMap { target in
      let paths = FileManager.default.enumerator(atPath: folder.appending(path: target).path)?.compactMap {
        $0 as? String
      }
      return try (paths ?? []).filter { $0.hasSuffix(".swift") }.sorted().map { path in
        ("\(target)/\(path)", try String(contentsOf: folder.appending(path: "\(target)/\(path)"), encoding: .utf8))
      }
    }
  }

  /// The codes of warnings, which stand in no list.
  static func warningCodes() throws -> [String] {
    try files(in: ["PayIn", "PayInTools"]).filter { $0.name.contains("Warning") }.flatMap { file in
      file.text.matches(of: #/static let \w+ = (?:Warning\.)?Code\(rawValue: "(\w+)"\)/#).map { String($0.1) }
    }
  }
}
