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
    private let untilReport: Duration?
    private let (news, told) = AsyncStream.makeStream(of: Void.self)

    /// - Parameter untilReport: a pause that lasts until something is reported; all others are short then.
    init(untilReport: Duration? = nil) {
      self.untilReport = untilReport
    }

    private let made = Mutex<Set<Duration>>([])
    private let reported = Mutex<[String]>([])

    var reports: [String] { reported.withLock(\.self) }
    @Sendable func report(_ text: String) {
      reported.withLock { $0.append(text) }
      told.yield()
    }

    var all: Set<Duration> { made.withLock(\.self) }

    var time: TimeSource {
      TimeSource(
        now: { [now = ContinuousClock.now] in now }, date: { 1_738_060_200 },
        sleep: { [self] pause in
          made.withLock { _ = $0.insert(pause) }
          guard let untilReport else { return await TimeSource.withoutFurtherPolls.sleep(pause) }
          guard pause == untilReport else { return await TimeSource.fast.sleep(pause) }
          for await _ in news { return }
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

  /// What cannot wait is told at once, by the call itself: contradictions beyond the schema, and settings.
  @Test(
    arguments: [
      ("wait_for_order", [:], false), ("wait_for_order", ["orderId": "ord_1", "orderReference": "r"], false),
      ("wait_for_order", ["orderId": "ord_1"], true), ("wait_for_order", ["orderReference": "r"], true),
      ("wait_for_deposit", ["depositReference": "r"], true),
    ] as [(String, JSONObject, Bool)])
  func onlyWhatCanWaitBecomesATask(name: String, arguments: JSONObject, canWait: Bool) throws {
    let policy = try #require(Bench(environment: Bench.live).catalogue[name]?.taskPolicy)
    #expect(policy.canWait(arguments) == canWait)
    let unset = try Bench(environment: ["PAYIN_BASE_URL": "https://api.example"]).catalogue[name]?.taskPolicy
    #expect(unset?.canWait(arguments) == false)
  }

  /// An API that fails is told of, and does not end the wait, whichever way the order is named.
  @Test(
    arguments: [
      (["orderId": "ord_1"], "en", "No poll has succeeded yet; the last one failed (upstream_error)"),
      (["orderReference": "r"], "en", "No poll has succeeded yet; the last one failed (upstream_error)"),
      (["orderId": "ord_1"], "zh", "尚无成功的查询；最近一次失败（upstream_error）"),
    ] as [(JSONObject, String, String)])
  func failedPollIsTold(arguments: JSONObject, language: String, text: String) async throws {
    let pauses = Pauses(untilReport: .seconds(7777))
    let bench = try Bench(
      .json(503, "{}"), environment: ["PAYIN_LANG": language], routes: ["orderReference": .json(503, "{}")],
      time: pauses.time)
    let tool = try #require(bench.catalogue["wait_for_order"])
    let context = TaskContext(time: .seconds(7777), report: pauses.report)
    let result = await bench.catalogue.call(tool, bench.catalogue.read(arguments, for: tool), task: context)
    #expect(result.isError && pauses.all.contains(.seconds(7777)))
    #expect(pauses.reports.allSatisfy { $0 == text } && pauses.reports.isEmpty == false)
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
