import HTTP
import JSON
import MCP
import Testing

@testable import PayInTools

@Suite struct ExplorerLinkTests {
  private static let address = "0xdAC17F958D2ee523a2206206994597C13D831ec7"
  private static let hash = "0x" + String(repeating: "0123456789abcdef", count: 4)
  private static let order = """
    {"orderId":"ord_1","orderReference":"order_123","amount":"49.99","currency":"USDT","chainId":"ethereum-sepolia",
    "address":"\(address)","txHash":"\(hash)"}
    """
  private static let addressURL = JSONValue.string("https://sepolia.etherscan.io/address/\(address)")
  private static let txURL = JSONValue.string("https://sepolia.etherscan.io/tx/\(hash)")

  @Test(arguments: ["create_order", "get_order"])
  func orderHasItsProtocolAndPages(_ name: String) async throws {
    let example = try #require(ToolExample.all.first { $0.name == name })
    let result = try await Bench(.json(200, #"{"data":\#(Self.order)}"#)).call(example)
    #expect(result.object["protocol"] == "evm")
    #expect(result.object["addressUrl"] == Self.addressURL)
    #expect(result.object["txUrl"] == Self.txURL)
  }

  @Test(arguments: ["list_orders", "list_deposits"])
  func rowsHaveThemToo(_ name: String) async throws {
    let example = try #require(ToolExample.all.first { $0.name == name })
    let result = try await Bench(.json(200, #"{"data":[\#(Self.order)]}"#)).call(example)
    let row = result.object[name == "list_orders" ? "orders" : "deposits"]?.array?.first
    #expect(row?["protocol"] == "evm")
    #expect(row?["txUrl"] == Self.txURL)
  }

  /// Rows are worth more than links.
  @Test func pageThatWouldBeCutForItsLinksGoesWithoutThem() async throws {
    let id = String(repeating: "r", count: 247)
    let padded = (100..<200).map { Self.order.replacing("order_123", with: "\(id)\($0)") }
    let body = #"{"data":[\#(padded.joined(separator: ","))]}"#
    let result = try await Bench(.json(200, body)).call("list_orders", ["limit": 100])
    let rows = try #require(result.object["orders"]?.array)
    #expect(rows.count == 100)
    #expect(rows.allSatisfy { $0["txUrl"] == nil && $0["txHash"] != nil })
    #expect(result.object["warnings"] == nil)
  }

  @Test func boundAddressHasAPagePerChain() async throws {
    let body = #"{"data":{"address":"\#(Self.address)","monitoredChains":["ethereum-sepolia","zzz"]}}"#
    let example = try #require(ToolExample.all.first { $0.name == "bind_deposit_address" })
    let result = try await Bench(.json(201, body)).call(example)
    #expect(result.object["addressUrls"] == ["ethereum-sepolia": Self.addressURL])
  }
}
