import JSON
import PayIn
import Sandbox
import SandboxAPI
import Testing

/// Tools about deposits that are off by default. Both dialects give the same answers.
@Suite struct DepositToolTests {
  @Test(arguments: [Dialect.documented, .published])
  func depositorsAreListedWithTheirSums(_ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      for user in ["user/1", "user/2"] {
        _ = try await tools.succeed("bind_deposit_address", ["depositReference": .string(user), "protocol": "evm"])
      }
      for (amount, currency) in [("1.5", "USDT"), ("2", "USDC"), ("0.5", "USDT")] {
        _ = try await tools.succeed(
          "simulate_payment",
          [
            "depositReference": "user/1", "amount": .string(amount), "currency": .string(currency),
            "chainId": "ethereum-sepolia",
          ])
      }
      let list = try await tools.succeed("list_deposit_references", ["search": "er/1"])
      let row = try #require(list["references"]?.array?.first)
      #expect(list["references"]?.array?.count == 1)
      #expect(row["depositReference"] == "user/1")
      #expect(row["protocols"] == ["evm"])
      #expect(row["totalDeposits"] == 3)
      try expectAmounts(row["totalAmountByCurrency"], ["USDT": "2", "USDC": "2"])
      #expect(try await tools.succeed("list_deposit_references")["pagination"]?["total"] == 2)

      let statistics = try await tools.succeed("get_deposit_stats")
      #expect(statistics["boundAddressCount"] == 2)
      #expect(statistics["activeReferences"] == 2)
      // The published code has zeros there, which are none.
      let codes = statistics["warnings"]?.array?.map { $0["code"] }
      #expect(codes == (dialect == .published ? ["totals_missing"] : nil))
      #expect(statistics["totalDeposits"] == (dialect == .published ? nil : 3))
    }
  }

  @Test(arguments: [Dialect.documented, .published])
  func nothingDepositedIsZero(_ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      let statistics = try await tools.succeed("get_deposit_stats")
      #expect(statistics["totalDeposits"] == 0)
      #expect(statistics["warnings"] == nil)
    }
  }

  @Test(arguments: [Dialect.documented, .published])
  func transfersAreFiltered(_ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      let id = try await tools.makeOrder("a", "10.50", paid: true)
      _ = try await tools.succeed("bind_deposit_address", ["depositReference": "u", "protocol": "evm"])
      _ = try await tools.succeed(
        "simulate_payment",
        ["depositReference": "u", "amount": "7", "currency": "USDC", "chainId": "polygon-amoy", "confirmations": 0])
      let rows: [(arguments: JSONObject, amounts: [String])] = [
        ([:], ["7", "10.5"]), (["orderId": id], ["10.5"]), (["depositReference": "u"], ["7"]),
        (["businessType": "order"], ["10.5"]), (["status": "pending"], ["7"]), (["status": "confirmed"], ["10.5"]),
        (["chainId": "polygon-amoy"], ["7"]), (["currency": "USDT"], ["10.5"]),
        (["detectedAfter": "2030-01-01T00:00:00Z"], []), (["detectedBefore": "2030-01-01T00:00:00Z"], ["7", "10.5"]),
      ]
      for row in rows {
        let list = try await tools.succeed("list_transfers", row.arguments)
        let amounts = try list["transfers"]?.array?.map { try Amount($0["amount"]?.string ?? "") }
        #expect(try amounts == row.amounts.map { try Amount($0) }, "\(row.arguments)")
        #expect(list["warnings"] == nil, "\(row.arguments): \(list)")
      }
      let paid = try await tools.succeed("list_transfers", ["orderId": id])["transfers"]?.array?.first
      #expect(paid?["businessType"] == "order")
      #expect(paid?["orderId"] == id)
      #expect(paid?["status"] == "confirmed")
      #expect(paid?["txHash"]?.string?.hasPrefix("0x") == true)
    }
  }
}
