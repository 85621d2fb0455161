import Foundation

/// The program under test.
package enum ServerBinary {
  /// `TEST_BINARY`, so that a release build can be tested too; else the one that was built with these tests.
  package static let path: String = {
    if let path = ProcessInfo.processInfo.environment["TEST_BINARY"] { return path }
    let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appending(path: "payin-mcp").path
  }()
}
