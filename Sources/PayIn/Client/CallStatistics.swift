/// Counts of the attempts of this process, for each route and for all together. Pure.
package struct CallStatistics: Sendable, Equatable {
  package struct Row: Sendable, Equatable {
    package fileprivate(set) var attempts = 0
    /// The number of attempts that were not the first of their call.
    package fileprivate(set) var retries = 0
    /// The number of failures of the API or of the connection to it.
    package fileprivate(set) var failures = 0
    package fileprivate(set) var latency = LatencyHistogram()

    /// The part of the attempts that failed, from 0 to 1.
    package var failureRate: Double { attempts == 0 ? 0 : Double(failures) / Double(attempts) }
  }

  /// The rows by method and route, such as "GET /orders/:orderId".
  package private(set) var routes: [String: Row] = [:]
  /// Whether the API refused the key the last time that it judged it. A route that needs no key does not judge it.
  package private(set) var isKeyRefused = false

  package init() {}

  package mutating func record(_ call: CallLogEntry) {
    guard call.failure != .cancelled else { return }
    noteKey(call)
    routes[call.name, default: Row()].record(call)
  }

  private mutating func noteKey(_ call: CallLogEntry) {
    guard call.needsKey else { return }
    if call.failure == .unauthorized { isKeyRefused = true }
    if let status = call.status, 200..<300 ~= status { isKeyRefused = false }
  }

  package var all: Row {
    routes.values.reduce(into: Row()) { $0.add($1) }
  }
}

extension CallStatistics.Row {
  fileprivate mutating func record(_ call: CallLogEntry) {
    attempts += 1
    if call.attempt > 1 { retries += 1 }
    if call.isFailureOfTheAPI { failures += 1 }
    latency.record(call.duration)
  }

  fileprivate mutating func add(_ other: CallStatistics.Row) {
    attempts += other.attempts
    retries += other.retries
    failures += other.failures
    latency.add(other.latency)
  }
}

extension CallStatistics {
  /// A limit of PayIn's own guide that calls for the operator's attention.
  package enum Alert: String, Sendable {
    case failureRate = "more than 5 % of the calls fail"
    case meanTime = "the API takes more than 5 s on average"
    case addressPool = "fewer than 100 payment addresses are free"
  }

  /// The number of free addresses below which PayIn's own guide calls for attention.
  package static let fewAddresses = 100

  /// - Parameter availableAddresses: nil if the API does not show it.
  package func alerts(availableAddresses: Int?) -> [Alert] {
    var alerts: [Alert] = []
    if all.failureRate > 0.05 { alerts.append(.failureRate) }
    if let mean = all.latency.mean, mean > 5000 { alerts.append(.meanTime) }
    if let availableAddresses, availableAddresses < Self.fewAddresses { alerts.append(.addressPool) }
    return alerts
  }
}

/// The durations of calls, in buckets that each are a quarter wider than the one before. A percentile is at most a quarter
/// too high, and the size does not grow with the number of calls.
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

  /// The mean in milliseconds, rounded; nil without calls.
  package var mean: Int? {
    count == 0 ? nil : Int((sum / .milliseconds(1) / Double(count)).rounded())
  }

  /// A percentile in milliseconds, rounded up; nil without calls.
  ///
  /// - Parameter part: the part of the calls that were no slower; above 0, at most 1.
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
