import Testing

@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel
@testable import SandboxPages

@Suite struct OrderLifecycleTests {
  /// Grace ends at minute 15.
  struct Row: Sendable, CustomTestStringConvertible {
    let minute: Int
    let confirmed: String
    let outcome: OrderLifecycle.Outcome
    var testDescription: String { "\(confirmed) confirmed at minute \(minute)" }
  }

  private static let start = Timestamp(milliseconds: 0)
  private static let end = start.adding(minutes: 15)

  @Test(arguments: [
    Row(minute: 0, confirmed: "0", outcome: .pending),
    Row(minute: 12, confirmed: "0", outcome: .pending),
    Row(minute: 14, confirmed: "9.999999", outcome: .pending),
    Row(minute: 15, confirmed: "0", outcome: .expired(at: end)),
    Row(minute: 15, confirmed: "9.999999", outcome: .expired(at: end)),
    Row(minute: 600, confirmed: "0", outcome: .expired(at: end)),
    Row(minute: 1, confirmed: "10", outcome: .completed(at: start.adding(minutes: 1))),
    Row(minute: 14, confirmed: "10.000001", outcome: .completed(at: start.adding(minutes: 14))),
    Row(minute: 15, confirmed: "10", outcome: .completed(at: end)),
    Row(minute: 600, confirmed: "10", outcome: .completed(at: end)),
  ])
  func endsByAmountAndTime(_ row: Row) throws {
    let lifecycle = OrderLifecycle(amount: try TokenAmount("10"), graceEndsAt: Self.end)
    let outcome = lifecycle.outcome(
      confirmed: try TokenAmount(row.confirmed), now: Self.start.adding(minutes: row.minute))
    #expect(outcome == row.outcome)
  }
}
