import JSON
import MCP
import PayIn
import Sandbox
import SandboxAPI
import TestSupport
import Testing

/// Every tool against everything that can go wrong with its request, over real sockets and libcurl.
@Suite(.timeLimit(.minutes(5)))
struct FaultMatrixTests {
  /// The tolerance for a busy machine; without a deadline a slow call would take far longer.
  private static let tolerance = Duration.seconds(3)

  @Test func everyToolTellsTheTruthAfterEveryFault() async throws {
    try await meet(Fault.all, Probe.all, .documented)
  }

  /// The published code takes two orders of one reference, so that nothing but the client keeps there from being two; a
  /// depositor is read on another path there. A new link and its currencies are not among them: there their first form is
  /// refused.
  @Test func lostWritesAreFoundAgainInTheOtherDialect() async throws {
    let uncertain = Fault.all.filter { fault in
      if case .uncertain = fault.effect { !fault.isSlow } else { fault.lookUp != nil }
    }
    let found: [Probe.Kind] = [.createOrder, .bind, .unbind, .changeLink]
    let probes = Probe.all.filter { found.contains($0.kind) && !$0.name.hasSuffix("currencies") }
    try await meet(uncertain, probes, .published)
  }

  private func meet(_ faults: [Fault], _ probes: [Probe], _ dialect: Dialect) async throws {
    try await FaultBench.run(dialect) { bench in
      var table = FaultTable()
      for fault in faults {
        let runs = try await Self.runs(probes, fault, bench)
        for run in runs { check(run, fault) }
        table.add(fault, runs)
      }
      print(table)
      #expect(Fault.elsewhere.accepted == 0)
    }
  }

  /// The number of probes that run at once. Each builds a list of tools first, and on a machine that is short of
  /// processor time it could not be told whose timeout ended a call.
  private static let crowd = 10

  private static func runs(_ probes: [Probe], _ fault: Fault, _ bench: FaultBench) async throws -> [FaultBench.Run] {
    var runs: [FaultBench.Run] = []
    for start in stride(from: 0, to: probes.count, by: crowd) {
      runs += try await withThrowingTaskGroup(of: FaultBench.Run.self) { group in
        for probe in probes[start..<min(start + crowd, probes.count)] {
          group.addTask { try await bench.run(probe, fault) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
    }
    return runs
  }

  private func check(_ run: FaultBench.Run, _ fault: Fault) {
    let place = "\(run.probe.name), \(fault.name)"
    #expect(Verdict(run.result) == .expected(of: run.probe, after: fault), "\(place): \(run.result.summary)")
    #expect(run.duration < run.deadline + Self.tolerance, "\(place)")
    let couldNotLookUp = run.probe.kind == .createOrder && fault.lookUpCode != nil
    let sends = run.probe.isWrite && fault.effect != .unreached && !couldNotLookUp
    #expect(run.writes == (sends ? 1 : 0), "\(place)")
    // A write never takes a used connection: libcurl would repeat it on the next when that one dies.
    let readsAPI = [.read, .status, .assets].contains(run.probe.kind) && fault.effect != .unreached
    #expect(run.isWarm == readsAPI, "\(place)")
    if let orders = run.orders { #expect(orders == (fault.tookEffect && sends ? 1 : 0), "\(place)") }
    let isRead: JSONValue = .bool(fault.effect == .readable)
    if run.probe.kind == .status { #expect(run.result.object["reachable"] == isRead, "\(place)") }
    if run.probe.kind == .assets, isRead == false { #expect(run.result.object["source"] == "built_in", "\(place)") }
    checkText(run, place)
  }

  private static let members: Set = [
    "code", "message", "fix", "retry", "retryAfterSeconds", "outcome", "heldUntil", "upstream", "next", "requestId",
  ]

  /// Checks that failures have the documented members, and no words of URLs, HTML or libcurl.
  private func checkText(_ run: FaultBench.Run, _ place: String) {
    let text = "\(run.result.summary) \(JSONValue.object(run.result.object)) \(run.log)"
    #expect(Canary.forms(in: text).isEmpty, "\(place): \(text)")
    guard run.result.isError else { return }
    #expect(run.result.object.members.allSatisfy { Self.members.contains($0.name) }, "\(place): \(text)")
    #expect(run.result.meta["payin-mcp/error"] == .object(run.result.object), "\(place)")
    let said = run.result.object["upstream"]?["message"]?.string ?? ""
    let own = (run.result.object["message"]?.string ?? "").replacing(said, with: "")
    for word in ["curl", "http:", "https:", "127.0.0.1", "<html", "aaaa", "errno", "Bearer", "\n"] {
      #expect(!own.lowercased().contains(word.lowercased()), "\(place): \(own)")
    }
  }
}
