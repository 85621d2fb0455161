import Foundation
import JSON
import TestSupport
import Testing

/// The address of a sandbox across processes: the embedded one's after a restart, and one that another process serves.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct SandboxAddressTests {
  private static let order: JSONValue = [
    "orderReference": "one", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia",
  ]

  private static func status(of url: String) async throws -> String {
    try await Shell.run("curl -sS -m 20 -o /dev/null -w '%{http_code}\\n' '\(url)'").output.filter(\.isNumber)
  }

  /// The links of an answer open in the next process on the same file, as does the dashboard.
  @Test func linksOpenAgainAfterARestart() async throws {
    let home = try ProcessTests.Folder()
    let environment = ["HOME": home.path]
    let first = try await Client(.november2025, Server([], environment: environment))
    let link = try #require(try await first.data("create_order", Self.order)["paymentUrl"]?.string)
    let dashboard = try #require(try await first.data("get_status")["dashboardUrl"]?.string)
    #expect(try await first.server.finish().isEmpty)
    let second = try await Client(.july2026, Server([], environment: environment))
    let status = try await second.data("get_status")
    #expect(status["dashboardUrl"]?.string == dashboard)
    #expect(try await Self.status(of: link) == "200")
    #expect(try await Self.status(of: dashboard) == "303")
    // A third process serves the same links at an address of its own, and says so.
    let third = try await Client(.july2026, Server([], environment: environment))
    let other = try await third.call("get_status")
    let root = try #require(try other.data["dashboardUrl"]?.string?.prefix { $0 != "?" })
    #expect(!dashboard.hasPrefix(root) && other.texts.first?.contains("is in use") == true, "\(other)")
    let id = try #require(link.split(separator: "/").last)
    #expect(try await Self.status(of: "\(root)pay/order/\(id)") == "200")
    for client in [second, third] { #expect(try await client.server.finish().isEmpty) }
  }

  /// A sandbox that a token names has its tools, and nothing is opened before the first call.
  @Test func sandboxOfAnotherProcessHasItsTools() async throws {
    let sandbox = try await SandboxProcess(["--db", ":memory:", "--token", "local-sandbox-token"])
    let home = try ProcessTests.Folder()
    let environment = [
      "HOME": home.path, "PAYIN_BASE_URL": sandbox.root, "PAYIN_SANDBOX_TOKEN": "local-sandbox-token",
    ]
    let client = try await Client(.july2026, Server([], environment: environment))
    let tools = try await client.result("tools/list")["tools"]?.array?.compactMap { $0["name"]?.string }
    #expect(tools?.contains("simulate_payment") == true)
    let file = ProcessFile(client.server.process)
    #expect(try file.descriptors.values.filter { $0.hasPrefix("socket:") }.isEmpty)
    let id = try #require(try await client.data("create_order", Self.order)["orderId"])
    #expect(try await client.data("simulate_payment", ["orderId": id])["order"]?["status"] == "completed")
    // Its orders are those of the key that both use, and no file is made beside them.
    #expect(try await sandbox.get("/orders").data["pagination"]?["total"] == 1)
    #expect(home.contents.isEmpty)
    #expect(try await client.server.finish().isEmpty)
    let doctor = try await Shell.run(
      """
      env -i HOME='\(home.path)' PAYIN_BASE_URL='\(sandbox.root)' PAYIN_SANDBOX_TOKEN=local-sandbox-token \
      '\(ServerBinary.path)' doctor --json
      """)
    let checks = try JSONParser.parse(Array(doctor.output.utf8))["checks"]?.array ?? []
    #expect(checks.first { $0["check"] == "sandbox_identity" }?["status"] == "ok", "\(doctor.output)")
    #expect(checks.first { $0["check"] == "key_accepted" }?["status"] == "ok")
    #expect(await sandbox.stop() == .status(0))
  }
}
