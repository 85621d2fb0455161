import JSON
import Testing

@testable import PayIn
@testable import PayInTools

/// A wait for deposits that saw one which the network then took back.
@Suite struct TakenBackDepositTests {
  private static func progress(_ amounts: [String], total: Int? = nil) throws -> DepositProgress {
    let rows = try amounts.map { amount in
      try #require(
        APIResource(
          ["depositId": .string("dep_\(amount)"), "amount": .string(amount), "currency": "USDC", "status": "pending"],
          schema: .deposit))
    }
    let reference = try #require(APIResource(["depositReference": "u"], schema: .depositReference))
    return DepositProgress(reference, rows, total: total, isWhole: total == nil)
  }

  private static func answer(from before: [String], to now: DepositProgress) throws -> ToolAnswer {
    let before = try progress(before)
    return ToolAnswer(now, after: before.cursor, since: before, timedOut: false)
  }

  @Test func depositThatIsNoLongerListedIsNamed() throws {
    let answer = try Self.answer(from: ["7", "5"], to: try Self.progress(["5"]))
    #expect(answer.fields["takenBack"]?.array?.map { $0["amount"] } == ["7"])
    #expect(answer.fields["changed"] == [])
    #expect(
      answer.summary.rendered(in: .english)
        == #"A deposit of 7 USDC by "u" is no longer listed: the network has taken it back, so do not credit it."#)
    #expect(answer.summary.rendered(in: .chinese) == "\"u\" 的充值 7 USDC 已不在列表中：网络已将其撤回，请勿入账。")
  }

  /// Deposits that have moved to another page were not taken back.
  @Test func depositOnAnotherPageIsNotTakenForOne() throws {
    let answer = try Self.answer(from: ["7", "5"], to: try Self.progress(["9", "7"], total: 3))
    #expect(answer.fields["takenBack"] == nil)
    #expect(answer.fields["changed"]?.array?.map { $0["amount"] } == ["9"])
  }
}
