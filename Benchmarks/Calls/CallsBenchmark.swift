import CurlTransport
import Foundation
import HTTP
import PayIn

/// Prints how long a thousand calls take together when the API takes 50 ms for each, beside the least that they can
/// take on so many connections, and how many of them the API truly has at a time.
///
///     swift run -c release CallsBenchmark
@main
struct CallsBenchmark {
  typealias Call = @Sendable (PayInClient) async throws -> Void

  private static let calls = 1000
  private static let latency = Duration.milliseconds(50)
  private static let rounds = 5

  private static let operations: [(name: String, call: Call)] = [
    ("read", { _ = try await $0.order("ord_1") }),
    ("write", { _ = try await $0.bindDepositAddress(reference: "u", protocol: "evm") }),
  ]

  static func main() async throws {
    print("\(calls) calls at once, \(latency / .milliseconds(1)) ms each; the median of \(rounds) rounds")
    print(row(["calls", "limit", "connections", "ideal", "seconds", "ratio", "most", "mean in flight"]))
    for limit in [50, 1000] {
      for operation in operations { try await report(operation.name, limit, operation.call) }
    }
    print("cold: none is open at the start; warm: those of the round before are. A write opens its own in any case.")
  }

  private static func report(_ name: String, _ limit: Int, _ call: @escaping Call) async throws {
    var measurements: [(cold: Measurement, warm: Measurement)] = []
    for _ in 0..<rounds {
      let api = try await SlowAPI(latency: latency)
      let transport = CurlTransport(CurlConfiguration(maximumConnectionsPerHost: limit))
      let target = Target(baseURL: try BaseURL(api.url), apiKey: try APIKey("pk_test_0123456789"))
      let client = PayInClient(target: target, transport: transport) { "req_1" }
      let cold = try await Measurement.take(calls, api.load) { try await call(client) }
      measurements.append((cold, try await Measurement.take(calls, api.load) { try await call(client) }))
      transport.shutdown()
      try await api.shutdown()
    }
    show(name, limit, "cold", measurements.map(\.cold))
    show(name, limit, "warm", measurements.map(\.warm))
  }

  private static func show(_ name: String, _ limit: Int, _ connections: String, _ all: [Measurement]) {
    let median = all.sorted { $0.seconds < $1.seconds }[all.count / 2]
    let ideal = Double((calls + limit - 1) / limit) * (latency / .seconds(1))
    print(
      row([
        name, "\(limit)", connections, number(ideal), number(median.seconds), number(median.seconds / ideal),
        share(Double(median.load.peak), limit), share(median.load.mean, limit),
      ]))
  }

  private static func number(_ value: Double) -> String {
    String(format: "%.3f", value)
  }

  private static func share(_ count: Double, _ limit: Int) -> String {
    String(format: "%.0f (%.0f %%)", count, count / Double(limit) * 100)
  }

  private static func row(_ cells: [String]) -> String {
    zip(cells, [8, 8, 14, 9, 10, 9, 16, 16]).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined()
  }
}
