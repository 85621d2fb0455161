import Glibc
import Synchronization
import TestSupport

/// The API behind a server that injects faults into the answers to some requests; everything else passes through.
final class FaultyAPI: Sendable {
  /// What becomes of a request; nil lets it pass.
  typealias Plan = @Sendable (ReceivedRequest) -> Fault?
  /// What becomes of a look-up; nil lets it pass.
  typealias LookUpPlan = @Sendable (ReceivedRequest) -> Fault.LookUp?

  private struct State {
    var plan: Plan = { _ in nil }
    var lookUps: LookUpPlan = { _ in nil }
    var writes = 0
    var faultsOnWarmConnections = 0
  }

  private final class Desk: Sendable {
    let state = Mutex(State())
  }

  private let desk = Desk()
  private let server: TestServer

  /// - Parameter port: the API's port.
  init(port: Int) {
    server = TestServer { [desk] peer in
      var isWarm = false
      while let request = peer.readRequest() {
        guard Self.serve(request, peer, isWarm, desk, port) else { return }
        isWarm = true
      }
    }
  }

  var url: String { server.url("") }

  /// The number of writes that arrived, with and without a fault.
  var writes: Int { desk.state.withLock { $0.writes } }

  var connections: Int { server.accepted }

  /// Faults that hit a connection on which a request had been answered before.
  var faultsOnWarmConnections: Int { desk.state.withLock { $0.faultsOnWarmConnections } }

  func injectFaults(_ plan: @escaping Plan, lookUps: @escaping LookUpPlan = { _ in nil }) {
    desk.state.withLock { ($0.plan, $0.lookUps) = (plan, lookUps) }
  }

  /// Returns whether the connection goes on.
  private static func serve(
    _ request: ReceivedRequest, _ peer: ServerConnection, _ isWarm: Bool, _ desk: Desk, _ port: Int
  ) -> Bool {
    let (plan, lookUps) = desk.state.withLock { state in
      if request.method != "GET" { state.writes += 1 }
      return (state.plan, state.lookUps)
    }
    if let lookUp = lookUps(request) {
      lookUp(peer, request) { Upstream.exchange($0, port: port) }
      return true
    }
    guard let fault = plan(request), case .answer(let answer) = fault.means else {
      return peer.write(Upstream.exchange(request, port: port))
    }
    if isWarm { desk.state.withLock { $0.faultsOnWarmConnections += 1 } }
    answer(peer, request, fault.tookEffect ? Upstream.exchange(request, port: port) : [])
    return fault.effect == .refused || fault.effect == .readable
  }
}
