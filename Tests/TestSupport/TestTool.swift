import Foundation

/// A program or module that only tests use, and that the set-up of the tests installs.
///
/// A test that needs one is skipped, with a loud line, where it is absent. `Scripts/test.sh` sets
/// `TEST_TOOLS=required` once the set-up could install everything; the test then runs and fails instead.
package enum TestTool {
  private static let isRequired = ProcessInfo.processInfo.environment["TEST_TOOLS"] == "required"

  /// Whether a test that needs the tool is to run.
  ///
  /// - Parameter remedy: the end of the sentence that is printed once for each absent tool.
  package static func shouldUse(_ name: String, isPresent: Bool, remedy: String) -> Bool {
    if isPresent || isRequired { return true }
    print("SKIPPED: no \(name); \(remedy)")
    return false
  }

  /// Whether a test that needs the program of a Debian package is to run.
  package static func shouldUse(_ path: String, ofPackage package: String) -> Bool {
    shouldUse(path, isPresent: FileManager.default.isExecutableFile(atPath: path), remedy: "install \(package)")
  }
}
