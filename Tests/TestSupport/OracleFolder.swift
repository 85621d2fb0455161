package import Foundation
package import JSON

/// The published test suites. They are not part of this repository.
package enum OracleFolder {
  /// The root of this repository.
  package static let root =
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL

  private static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["PAYIN_MCP_ORACLES"] { return URL(filePath: path) }
    return root.appending(path: "../shared").standardizedFileURL
  }()

  /// Returns nil, with a loud line, if it is absent.
  package static func named(_ name: String) -> URL? {
    let url = folder.appending(path: name)
    if FileManager.default.fileExists(atPath: url.path) { return url }
    print("SKIPPED: no test suite at \(url.path); set PAYIN_MCP_ORACLES to its parent folder")
    return nil
  }

  package static func json(_ url: URL) throws -> JSONValue {
    try JSONParser.parse([UInt8](Data(contentsOf: url)))
  }
}
