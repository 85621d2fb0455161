import Foundation

/// The seed and the size of tests that draw their inputs at random.
///
/// `TEST_SEED` is the seed; without it each test has one of its own, so that a run can be repeated. `TEST_SIZE=full`
/// makes the tests as large as `Scripts/soak.sh` runs them, and `small` is for slow builds.
package enum RandomizedTests {
  private static let variables = ProcessInfo.processInfo.environment

  package static func seed(otherwise standard: UInt64) -> UInt64 {
    variables["TEST_SEED"].flatMap { UInt64($0) } ?? standard
  }

  /// - Parameters:
  ///   - quick: the count in a usual test run.
  ///   - full: the count in a long one.
  package static func count(_ quick: Int, full: Int) -> Int {
    switch variables["TEST_SIZE"] {
    case "full": full
    case "small": quick / 5
    default: quick
    }
  }
}
