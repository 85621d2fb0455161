import JSON
import PayIn
import PayInTools
import Sandbox
import SandboxAPI
import Testing

/// The exported programs, run by their languages, and what they have done to a sandbox.
@Suite(.timeLimit(.minutes(3)))
struct ExportedProgramRunTests {
  private static let languages = ExportLanguage.allCases.filter(ExportWorkshop.canRun)

  /// The exact order of the checkout example, and how many orders there are.
  private func expectOneOrder(_ tools: ToolBench, _ language: ExportLanguage, id: String?) async throws {
    let listed = try await tools.succeed("list_orders")
    let orders = try #require(listed["orders"]?.array)
    #expect(orders.map { $0["orderReference"] } == ["invoice-77"], "\(language)")
    #expect(orders.first?["orderId"]?.string == id)
    #expect(try Amount(orders.first?["amount"]?.string ?? "") == Amount("25"))
    #expect(orders.first?["currency"] == "USDC" && orders.first?["chainId"] == "polygon-amoy")
  }

  @Test(arguments: languages, [Dialect.documented, .published])
  func checkoutMakesOneOrder(_ language: ExportLanguage, _ dialect: Dialect) async throws {
    try await ToolBench.run(dialect: dialect) { tools in
      for _ in 1...2 {
        let run = try await ExportRun.run("order_checkout", language, api: tools.bench.server.baseURL)
        #expect(run.status == 0 && run.value(of: "status") == "pending", "\(run.output)")
        #expect(run.value(of: "paymentUrl")?.hasPrefix(tools.bench.server.root) == true, "\(run.output)")
        try await expectOneOrder(tools, language, id: run.value(of: "orderId"))
      }
    }
  }

  @Test(arguments: languages)
  func orderOfOtherContentIsAConflict(_ language: ExportLanguage) async throws {
    try await ToolBench.run { tools in
      try await tools.makeOrder("invoice-77", "25.000001")
      let run = try await ExportRun.run("order_checkout", language, api: tools.bench.server.baseURL)
      #expect(run.status == 1 && run.output.contains("belongs to another order"), "\(run.output)")
      #expect(try await tools.succeed("list_orders")["orders"]?.array?.count == 1)
    }
  }

  /// 503 without an effect, and an effect whose answer is lost; the reads before it fail twice as well.
  @Test(arguments: languages, ["status", "reset_after"])
  func retryMakesExactlyOneOrder(_ language: ExportLanguage, _ kind: String) async throws {
    try await ToolBench.run { tools in
      var fault: JSONObject = ["kind": .string(kind), "route": "POST /orders"]
      if kind == "status" { fault["status"] = 503 }
      _ = try await tools.succeed("inject_fault", fault)
      _ = try await tools.succeed(
        "inject_fault", ["kind": "status", "route": "GET /orders", "status": 503, "count": 2])
      let run = try await ExportRun.run("retry", language, api: tools.bench.server.baseURL)
      #expect(run.status == 0, "\(run.output)")
      _ = try await tools.succeed("inject_fault", ["kind": "none"])
      try await expectOneOrder(tools, language, id: run.value(of: "orderId"))
    }
  }

  @Test(arguments: languages)
  func walletShowsTheAddressAndEachDeposit(_ language: ExportLanguage) async throws {
    try await ToolBench.run { tools in
      let api = tools.bench.server.baseURL
      let first = try await ExportRun.run("deposit_wallet", language, api: api)
      #expect(first.value(of: "deposit") == nil)
      for (user, amount) in [("user-42", "12.345678"), ("user-421", "1")] {
        _ = try await tools.succeed("bind_deposit_address", ["depositReference": .string(user), "protocol": "evm"])
        _ = try await tools.succeed(
          "simulate_payment",
          [
            "depositReference": .string(user), "amount": .string(amount), "currency": "USDT",
            "chainId": "ethereum-sepolia",
          ])
      }
      let run = try await ExportRun.run("deposit_wallet", language, api: api)
      let address = try await tools.succeed("get_deposit_reference", ["depositReference": "user-42"])["address"]
      #expect(run.status == 0 && run.value(of: "address") == address?.string, "\(run.output)")
      #expect(run.value(of: "deposit")?.hasSuffix(" 12.345678 USDT ethereum-sepolia") == true, "\(run.output)")
      #expect(run.output.matches(of: /deposit:/).count == 1)
    }
  }

  @Test(arguments: languages)
  func linkIsPublished(_ language: ExportLanguage) async throws {
    try await ToolBench.run { tools in
      let run = try await ExportRun.run("payment_link", language, api: tools.bench.server.baseURL)
      #expect(run.status == 0, "\(run.output)")
      let link = try await tools.succeed("get_payment_link", ["id": .string(run.value(of: "id") ?? "")])
      #expect(link["status"] == "published" && link["title"] == "Invoice 77" && link["amount"] == "2500")
      #expect(link["checkoutUrl"]?.string == run.value(of: "checkoutUrl"))
    }
  }

  /// The link exists, and is published by its id.
  @Test(arguments: languages)
  func lostPublicationIsMadeUpForByTheId(_ language: ExportLanguage) async throws {
    try await ToolBench.run { tools in
      let api = tools.bench.server.baseURL
      _ = try await tools.succeed(
        "inject_fault", ["kind": "status", "route": "POST /payment-links/:id/publish", "status": 503])
      let lost = try await ExportRun.run("payment_link", language, api: api)
      let id = try #require(lost.value(of: "id"))
      #expect(lost.status == 3 && lost.output.contains("run again with its id: \(id)"), "\(lost.output)")
      _ = try await tools.succeed("inject_fault", ["kind": "none"])
      let run = try await ExportRun.run("payment_link", language, api: api, arguments: [id])
      #expect(run.status == 0 && run.value(of: "checkoutUrl") != nil, "\(run.output)")
      let links = try #require(try await tools.succeed("list_payment_links")["paymentLinks"]?.array)
      #expect(links.map { $0["status"] } == ["published"])
    }
  }

  /// There `/deposits` lists addresses, and a link wants its chains in another form.
  @Test(arguments: languages)
  func publishedCodeIsSaidNotToBeServed(_ language: ExportLanguage) async throws {
    try await ToolBench.run(dialect: .published) { tools in
      let api = tools.bench.server.baseURL
      let wallet = try await ExportRun.run("deposit_wallet", language, api: api)
      #expect(wallet.status == 1 && wallet.output.contains("not the documented API"), "\(wallet.output)")
      let link = try await ExportRun.run("payment_link", language, api: api)
      #expect(link.status == 1 && link.output.contains("for the documented API"), "\(link.output)")
    }
  }

  @Test(arguments: languages)
  func sessionIsRepeatedByteByByte(_ language: ExportLanguage) async throws {
    try await ToolBench.run { tools in
      let run = try await ExportRun.run("session", language, api: tools.bench.server.baseURL)
      #expect(run.status == 0, "\(run.output)")
      let order = try #require(try await tools.succeed("list_orders")["orders"]?.array?.first)
      #expect(order["orderReference"]?.string?.hasSameBytes(as: SessionExample.reference) == true)
      #expect(order["amount"] == "12.345678")
      let user = try await tools.succeed(
        "get_deposit_reference", ["depositReference": .string(SessionExample.user)])
      #expect(user["depositReference"]?.string?.hasSameBytes(as: SessionExample.user) == true)
      let link = try #require(try await tools.succeed("list_payment_links")["paymentLinks"]?.array?.first)
      #expect(link["title"]?.string?.hasSameBytes(as: SessionExample.reference) == true)
      #expect(link["status"] == "published" && link["amount"] == "0.10")
    }
  }

  @Test(arguments: languages)
  func literalsAreTheValues(_ language: ExportLanguage) async throws {
    let run = try await ExportRun.run("literals", language, api: nil)
    #expect(run.status == 0, "\(run.output)")
    let printed = try JSONParser.parse(run.output)
    let expected = ExportWorkshop.table.value
    #expect(JSONWriter.bytes(of: printed.sortedMembers) == JSONWriter.bytes(of: expected.sortedMembers))
  }

  @Test func shellReadsTheFileOfSettings() async throws {
    let run = try await ExportRun.run("environment", .curl, api: nil)
    #expect(run.output == "|https://testnet.payin.com/api/v1|\n")
  }

  @Test(arguments: languages)
  func missingKeyIsSaid(_ language: ExportLanguage) async throws {
    let run = try await ExportRun.run(
      "payment_link", language, api: "http://127.0.0.1:9/api/v1", environment: ["PAYIN_API_KEY": ""])
    #expect(run.status != 0 && run.output.contains("set PAYIN_API_KEY"), "\(run.output)")
  }

  @Test(arguments: languages)
  func keyIsNotSentInTheClear(_ language: ExportLanguage) async throws {
    let run = try await ExportRun.run("payment_link", language, api: "http://payin.invalid/api/v1")
    #expect(run.status != 0 && run.output.contains("PAYIN_BASE_URL must be https"), "\(run.output)")
  }
}
