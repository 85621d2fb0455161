import JSON
import PayIn
import Sandbox
import SandboxAPI
import Testing

/// Tools about the pool of addresses. Both dialects give the same answers.
@Suite struct AddressPoolToolTests {
  @Test(arguments: [Dialect.documented, .published])
  func poolIsCountedAndListed(_ dialect: Dialect) async throws {
    try await ToolBench.run(poolSize: 5, dialect: dialect) { tools in
      let id = try await tools.makeOrder("a", "1")
      let pools = try await tools.succeed("check_address_pool")["pools"]?.array ?? []
      #expect(pools.map { $0["protocol"] }.contains("tron"))
      let evm = try #require(
        try await tools.succeed("check_address_pool", ["protocol": "evm"])["pools"]?.array?.first)
      #expect(evm["total"] == 5)
      #expect(evm["available"] == 4)
      #expect(evm["allocated"] == 1)
      let list = try await tools.succeed("list_pool_addresses", ["protocol": "evm", "limit": 2])
      #expect(list["addresses"]?.array?.count == 2)
      #expect(list["pagination"]?["total"] == 5)
      #expect(list["pagination"]?["next"] == ["page": 2, "limit": 2])
      let all = try await tools.succeed("list_pool_addresses", ["protocol": "evm", "limit": 100])
      let used = all["addresses"]?.array?.first { $0["status"] == "allocated" }
      #expect(used?["externalId"] == id)
      #expect(!"\(all)".contains("xpub"))
    }
  }
}
