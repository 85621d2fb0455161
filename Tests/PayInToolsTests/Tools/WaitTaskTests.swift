import JSON
import MCP
import PayIn
import Synchronization
import Testing

@testable import PayInTools

/// The tools that wait, as tasks: row 168.
struct WaitTaskTests {
  private static let order = ["orderId": "ord_1"] as JSONObject

  /// Pauses that a call has made, and what it has reported. Pauses of a second or more end it.
  private final class Pauses: Sendable {
    private let made = Mutex<Set<Duration>>([])
    private let reported = Mutex<[String]>([])

    var reports: [String] { reported.withLock(\.self) }
    @Sendable func report(_ text: String) { reported.withLock { $0.append(text) } }

    var all: Set<Duration> { made.withLock(\.self) }

    var time: TimeSource {
      TimeSource(
        now: { [now = ContinuousClock.now] in now }, date: { 1_738_060_200 },
        sleep: { [self] pause in
          made.withLock { _ = $0.insert(pause) }
          await TimeSource.withoutFurtherPolls.sleep(pause)
        }, random: { 0 })
    }
  }

  @Test(arguments: ["wait_for_order", "wait_for_deposit"])
  func onlyTheToolsThatWaitBecomeTasks(name: String) throws {
    let catalogue = try Bench().catalogue
    #expect(catalogue.tools.filter { $0.taskPolicy != nil }.map(\.name) == ["wait_for_order", "wait_for_deposit"])
    let policy = try #require(catalogue[name]?.taskPolicy)
    #expect(policy.limit([:]) == .seconds(86_400))
    #expect(policy.limit(["timeoutSeconds": 25]) == .seconds(25))
  }

  @Test(arguments: [
    ("en", ["Waiting for the payment.", "Waiting for the payment. The task ends with this process.", "half."]),
    ("zh", ["正在等待付款。", "正在等待付款。此任务随本进程结束。", "half。"]),
  ])
  func messageSaysWhetherTheTaskLasts(language: String, texts: [String]) throws {
    let policy = try #require(try Bench(environment: ["PAYIN_LANG": language]).catalogue["wait_for_order"]?.taskPolicy)
    #expect([policy.message(nil, true), policy.message(nil, false), policy.message("half", true)] == texts)
  }

  /// A task waits as long as it has time, whatever its arguments say, and reports each poll.
  @Test func taskWaitsForItsOwnTime() async throws {
    let pauses = Pauses()
    let bench = try Bench(
      .json(200, #"{"data":{"orderId":"ord_1","status":"pending","amount":"5","currency":"USDT"}}"#), time: pauses.time)
    let tool = try #require(bench.catalogue["wait_for_order"])
    let context = TaskContext(time: .seconds(7777), report: pauses.report)
    let result = await bench.catalogue.call(tool, bench.catalogue.read(Self.order, for: tool), task: context)
    #expect(!result.isError && result.object["timedOut"] == true)
    #expect(pauses.all.contains(.seconds(7777)) && !pauses.all.contains(.seconds(25)))
    #expect(pauses.reports.allSatisfy { $0.hasPrefix("pending") })
  }
}
