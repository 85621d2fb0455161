import JSON
import TestSupport
import Testing

/// `--sandbox-seed` of the MCP server.
@Suite(.inTurn, .timeLimit(.minutes(5)))
struct SandboxSeedTests {
  private static let order: JSONValue = [
    "orderReference": "one", "amount": "49.99", "currency": "USDT", "chainId": "ethereum-sepolia",
  ]

  /// The id and the address of a first order.
  private static func firstOrder(_ arguments: [String]) async throws -> [JSONValue?] {
    let client = try await Client(.july2026, Server(arguments))
    let order = try await client.data("create_order", order)
    try await client.server.finish()
    return [order["orderId"], order["address"]]
  }

  @Test func sameSeedGivesSameIdsAndAddresses() async throws {
    let seeded = Server.inMemory + ["--sandbox-seed", "7"]
    let first = try await Self.firstOrder(seeded)
    #expect(first.allSatisfy { $0?.string?.isEmpty == false })
    #expect(try await Self.firstOrder(seeded) == first)
    #expect(try await Self.firstOrder(Server.inMemory + ["--sandbox-seed", "8"]) != first)
  }

  @Test func fileKeepsTheSeedItWasMadeWith() async throws {
    let folder = try ProcessTests.Folder()
    let file = ["--sandbox-db", "\(folder.path)/sandbox.sqlite"]
    let made = try await Self.firstOrder(file + ["--sandbox-seed", "7"])
    let client = try await Client(.july2026, Server(file + ["--sandbox-seed", "8"]))
    #expect(try await client.data("reset_sandbox", [:])["outcome"] != nil)
    try await client.server.finish()
    #expect(try await Self.firstOrder(file) == made)
  }

  @Test(arguments: ["-1", "1.5", "x", "18446744073709551616", ""])
  func seedThatIsNoWholeNumberIsRefused(text: String) async throws {
    let server = try Server(["--sandbox-seed", text])
    let end = await server.waitForText()
    #expect(end.completion.exit == .status(2))
    #expect(end.completion.errorOutput.contains("--sandbox-seed"))
  }
}
