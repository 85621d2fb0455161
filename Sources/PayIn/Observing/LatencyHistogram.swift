/// How long calls took, in buckets a quarter wider each than the one before: a percentile is at most a quarter too
/// high, at a fixed size however many calls there are.
package struct LatencyHistogram: Sendable, Equatable {
  /// The upper ends in milliseconds, from 1 ms to the longest time a call may have.
  private static let ends: [Double] = Array(sequence(first: 1.0) { $0 < 600_000 ? $0 * 1.25 : nil })

  private var counts = [Int](repeating: 0, count: ends.count)
  private var sum = Duration.zero
  private var longest = Duration.zero
  package private(set) var count = 0

  package init() {}

  package mutating func record(_ duration: Duration) {
    let milliseconds = duration / .milliseconds(1)
    counts[Self.ends.firstIndex { milliseconds <= $0 } ?? Self.ends.count - 1] += 1
    sum += duration
    longest = max(longest, duration)
    count += 1
  }

  package mutating func add(_ other: LatencyHistogram) {
    for index in counts.indices { counts[index] += other.counts[index] }
    sum += other.sum
    longest = max(longest, other.longest)
    count += other.count
  }

  /// In milliseconds, rounded; nil without calls.
  package var mean: Int? {
    count == 0 ? nil : Int((sum / .milliseconds(1) / Double(count)).rounded())
  }

  /// In milliseconds, rounded up; nil without calls.
  ///
  /// - Parameter part: of the calls that were no slower; above 0, at most 1.
  package func percentile(_ part: Double) -> Int? {
    guard count > 0 else { return nil }
    var remaining = Int((Double(count) * part).rounded(.up))
    for (index, bucket) in counts.enumerated() {
      remaining -= bucket
      if remaining <= 0 { return Int(min(Self.ends[index], longest / .milliseconds(1)).rounded(.up)) }
    }
    return nil
  }
}
