import JSON
import Testing

@testable import PayIn

/// Depositors whose references a path or a search cannot tell from something else.
@Suite struct DepositReferenceTests {
  /// On the way these are steps in a path, so the address of such a depositor could never be read.
  @Test(arguments: [".", ".."])
  func nothingIsBoundThatCouldNeverBeRead(_ reference: String) async throws {
    let api = ReferenceAPI(.exact)
    let client = try PayInClient.make(api)
    let error = try #require(
      await #expect(throws: PayInError.self) {
        try await client.bindDepositAddress(reference: reference, protocol: "evm")
      })
    #expect((error.code, error.outcome, error.field) == (.invalidArguments, .notSent, "depositReference"))
    #expect(error.operation == .bindDepositAddress)
    #expect(api.deposits.binds == 0)
  }

  /// The API finds the deposits of `user_1` where those of `user` are asked for, and counts them.
  @Test func depositOfALongerReferenceEndsNoWait() async throws {
    let api = ReferenceAPI(.substring)
    let client = try PayInClient.make(api)
    for reference in ["user", "user_1"] {
      _ = try await client.bindDepositAddress(reference: reference, protocol: "evm")
    }
    let first = try await client.depositProgress("user", last: nil)
    api.deposits.credit("user_1", "5")
    let second = try await client.depositProgress("user", last: first)
    #expect(second.cursor == first.cursor)
    #expect(second.deposits.isEmpty)
    api.deposits.credit("user", "7")
    let third = try await client.depositProgress("user", last: second)
    #expect(third.cursor != second.cursor)
    #expect(third.changes(since: second).map { $0["amount"] } == ["7"])
  }

  /// The mark alone is part of the letter with it for a database, though not by whole characters.
  @Test(arguments: [("\u{301}", "e\u{301}"), ("e", "e\u{301}"), ("👩", "👩‍💻")])
  func rowThatHoldsTheReferenceIsNoSignOfAnIgnoredFilter(_ reference: String, _ longer: String) async throws {
    let api = OrderAPI()
    api.add(["orderId": "o", "orderReference": .string(longer)])
    let (page, warnings) = try await PayInClient.make(api).orders(OrderFilter(reference: reference))
    #expect(page.rows.count == 1)
    #expect(warnings.isEmpty)
  }

  @Test func rowOfAnotherEncodingIsASignOfAnIgnoredFilter() async throws {
    let api = ScriptedTransport(
      .json(200, "{\"data\":{\"deposits\":[{\"depositReference\":\"e\u{301}\",\"amount\":\"1\"}]}}"))
    let (_, warnings) = try await PayInClient.make(api).deposits(DepositFilter(reference: "é"))
    #expect(warnings.map(\.code) == [.filterIgnored])
  }
}
