/// What became of the attempts of this process, for each route and together. Pure.
package struct CallStatistics: Sendable, Equatable {
  package struct Row: Sendable, Equatable {
    package fileprivate(set) var attempts = 0
    /// Attempts after the first of their call.
    package fileprivate(set) var retries = 0
    /// Those that the API or the way to it is to blame for.
    package fileprivate(set) var failures = 0
    package fileprivate(set) var latency = LatencyHistogram()

    /// From 0 to 1.
    package var failureRate: Double { attempts == 0 ? 0 : Double(failures) / Double(attempts) }
  }

  /// Under "GET /orders/:orderId" and the like.
  package private(set) var routes: [String: Row] = [:]

  package init() {}

  package mutating func record(_ call: CallLogEntry) {
    guard call.failure != .cancelled else { return }
    routes[call.name, default: Row()].record(call)
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
  /// A limit of PayIn's own guide above which somebody should look.
  package enum Alert: String, Sendable {
    case failureRate = "more than 5 % of the calls fail"
    case meanTime = "the API takes more than 5 s on average"
    case addressPool = "fewer than 100 payment addresses are free"
  }

  /// Fewer free addresses than this are few, by PayIn's own guide.
  package static let fewAddresses = 100

  /// - Parameter availableAddresses: nil where the API does not tell.
  package func alerts(availableAddresses: Int?) -> [Alert] {
    var alerts: [Alert] = []
    if all.failureRate > 0.05 { alerts.append(.failureRate) }
    if let mean = all.latency.mean, mean > 5000 { alerts.append(.meanTime) }
    if let availableAddresses, availableAddresses < Self.fewAddresses { alerts.append(.addressPool) }
    return alerts
  }
}
