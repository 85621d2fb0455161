import CurlTransport
import PayIn
import Sandbox
import SandboxModel
import Synchronization

/// What a look-up by reference costs a client of the sandbox: requests, and time over HTTP.
enum Client {
  private static let repetitions = 50

  static func report(_ paths: [String], _ orders: [Int]) async throws {
    print(
      "\n" + RoomBenchmark.row("the client's look-up of", ["p50, \(orders[0])", "p50", "p99", "longest", "requests"]))
    let names = ["an order's own reference", "a reference that no order has", "a part of every third reference"]
    let small = try await measure(paths[0], orders[0])
    let large = try await measure(paths[1], orders[1])
    for (name, (small, large)) in zip(names, zip(small, large)) {
      print(RoomBenchmark.row(name, small.times.median, large.times, requests: large.requests))
    }
  }

  private static func measure(_ path: String, _ orders: Int) async throws -> [(times: Times, requests: Int)] {
    let count = Atomic(0)
    let configuration = SandboxConfiguration(
      database: .file(path: path), poolSize: RoomFile.poolSize,
      observe: { _ in count.add(1, ordering: .relaxed) })
    let server = try await SandboxServer.start(configuration)
    let transport = CurlTransport(CurlConfiguration())
    let target = Target(baseURL: try BaseURL(server.baseURL), apiKey: try APIKey(RoomFile.key))
    let client = PayInClient(target: target, transport: transport) { "req_1" }
    var results: [(Times, Int)] = []
    for reference in [RoomFile.reference(orders / 2 / 3 * 3), "none-\(orders)", "invoice-2026-"] {
      let before = count.load(ordering: .relaxed)
      var times: [Duration] = []
      for _ in 0..<repetitions {
        let start = ContinuousClock.now
        // Fails where no order has it, and where too many have a part of it.
        _ = try? await client.order(.reference(reference))
        times.append(ContinuousClock.now - start)
      }
      results.append((Times(times), (count.load(ordering: .relaxed) - before) / repetitions))
    }
    await server.shutdown()
    transport.shutdown()
    return results
  }
}
