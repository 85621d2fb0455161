import JSON
import MCP
import PayIn
import Testing

@testable import PayInTools

/// An address that should not be paid to is never shown without a warning.
@Suite struct AddressWarningTests {
  private static let evm = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
  private static let tron = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"

  private static func order(_ address: JSONValue?, _ more: JSONObject = [:], id: String = "ord_7") -> JSONObject {
    var order: JSONObject = [
      "orderId": .string(id), "orderReference": "order_123", "status": "pending", "amount": "49.99",
      "currency": "USDT", "chainId": "ethereum-sepolia",
    ]
    order["address"] = address
    for member in more.members { order[member.name] = member.value }
    return order
  }

  private func bench(_ data: JSONValue, _ language: String = "en") throws -> Bench {
    try Bench(
      .json(200, JSONValue.object(["success": true, "data": data]).description),
      environment: Bench.live.merging(["PAYIN_LANG": language]) { $1 })
  }

  private func codes(_ result: ToolResult) -> [String] {
    result.object["warnings"]?.array?.compactMap { $0["code"]?.string } ?? []
  }

  @Test(arguments: ["en", "zh"], [nil, "", .string(tron)] as [JSONValue?])
  func orderThatNobodyCanPayIsAnErrorWithTheNextStep(_ language: String, _ address: JSONValue?) async throws {
    let bench = try bench(.object(Self.order(address)), language)
    let result = try await bench.call("create_order", ToolExample.order)
    #expect(result.isError)
    #expect(result.object["code"] == "address_unusable")
    #expect(result.object["outcome"] == "done")
    #expect(result.object["retry"] == "never")
    #expect(result.object["next"] == ["tool": "get_order", "arguments": ["orderId": "ord_7"]])
    for part in ["ord_7", "order_123", "get_order", language == "en" ? "must not be paid" : "不可付款"] {
      #expect(result.summary.contains(part), "\(result.summary)")
    }
    #expect(!result.summary.contains("Send only") && !result.summary.contains(Self.tron))
  }

  @Test func bindingThatNobodyCanUseIsAnErrorWithTheNextStep() async throws {
    let bench = try bench(["depositReference": "user_456", "address": .string(Self.tron)])
    let result = try await bench.call("bind_deposit_address", ["depositReference": "user_456", "protocol": "evm"])
    #expect(result.object["code"] == "address_unusable")
    #expect(
      result.object["next"] == ["tool": "get_deposit_reference", "arguments": ["depositReference": "user_456"]])
    #expect(result.summary.contains("unbind it"))
  }

  @Test func payerIsNotSentToADoubtfulAddress() async throws {
    let bench = try bench(.object(Self.order("0xA")))
    let result = try await bench.call("create_order", ToolExample.order)
    #expect(!result.isError)
    #expect(codes(result) == ["address_doubtful"])
    #expect(!result.summary.contains("Send only"), "\(result.summary)")
    #expect(result.summary.contains("Nobody may pay to the address of order ord_7"))
  }

  struct Read: Sendable {
    let tool: String
    let arguments: JSONObject
    let data: JSONValue
    let expected: [String]
  }

  @Test(arguments: [
    Read(tool: "get_order", arguments: ["orderId": "ord_7"], data: .object(order(.string(evm))), expected: []),
    Read(tool: "get_order", arguments: ["orderId": "ord_7"], data: .object(order("")), expected: ["address_wrong"]),
    Read(tool: "get_order", arguments: ["orderId": "ord_7"], data: .object(order(nil)), expected: ["address_wrong"]),
    Read(
      tool: "get_order", arguments: ["orderId": "ord_7"], data: .object(order(.string(tron))),
      expected: ["address_wrong"]),
    Read(
      tool: "get_order", arguments: ["orderId": "ord_7"], data: .object(order("0xA")), expected: ["address_doubtful"]),
    Read(
      tool: "get_order", arguments: ["orderId": "ord_7"], data: .object(order("0xA", ["status": "expired"])),
      expected: []),
    Read(
      tool: "get_order", arguments: ["orderId": "ord_7"],
      data: .object(order("0xA", ["chainId": "new", "protocol": "tron"])), expected: ["address_wrong"]),
    Read(
      tool: "get_order", arguments: ["orderId": "ord_7"], data: .object(order("0xA", ["chainId": "new"])),
      expected: []),
    Read(
      tool: "wait_for_order", arguments: ["orderId": "ord_7", "timeoutSeconds": 1, "cursor": "0"],
      data: .object(order(.string(tron))), expected: ["amounts_unknown", "address_wrong"]),
    Read(
      tool: "get_deposit_reference", arguments: ["depositReference": "u"],
      data: ["depositReference": "u", "address": "0xB", "protocol": "evm"], expected: ["address_doubtful"]),
    Read(
      tool: "get_deposit_reference", arguments: ["depositReference": "u"],
      data: ["depositReference": "u", "address": " ", "protocol": "evm"], expected: ["address_wrong"]),
    Read(
      tool: "wait_for_deposit", arguments: ["depositReference": "u", "timeoutSeconds": 1, "cursor": "0"],
      data: ["depositReference": "u", "address": .string(evm), "protocol": "tron", "deposits": []],
      expected: ["address_wrong"]),
    Read(
      tool: "list_pool_addresses", arguments: ["protocol": "evm"],
      data: ["addresses": [["address": "0xA", "protocol": "evm"], ["address": .string(evm), "protocol": "evm"]]],
      expected: ["address_doubtful"]),
  ])
  func addressesThatAreReadAreWarnedAbout(_ read: Read) async throws {
    let result = try await bench(read.data).call(read.tool, read.arguments)
    #expect(!result.isError, "\(result.summary)")
    #expect(codes(result) == read.expected)
  }

  /// One warning for what is wrong in one way, however many rows there are.
  @Test func rowsOfAListAreWarnedAboutTogether() async throws {
    let rows =
      (1...8).map { Self.order("", id: "ord_\($0)") } + [
        Self.order(.string(Self.evm), id: "ord_20"), Self.order("0xA", id: "ord_21"),
        Self.order("", ["status": "completed"], id: "ord_22"), Self.order(nil, id: "ord_23"),
      ]
    let bench = try bench(["orders": .array(rows.map(JSONValue.object))])
    let result = try await bench.call("list_orders", [:])
    #expect(codes(result) == ["address_wrong", "address_doubtful"])
    let messages = result.object["warnings"]?.array?.compactMap { $0["message"]?.string } ?? []
    #expect(
      messages.first?.contains("order ord_1, order ord_2, order ord_3, order ord_4, order ord_5 and 3 more") == true)
    #expect(messages.last?.contains("order ord_21 ") == true)
    #expect(!messages.joined().contains("ord_2,0") && !messages.joined().contains("ord_23"))
  }

  @Test func everyProtocolOfADepositorIsChecked() async throws {
    let warnings = AddressWarnings(family: { _ in nil }).warnings(
      in: [
        "depositReference": "u", "address": .string(Self.evm), "protocol": "evm",
        "addressByProtocol": ["evm": .string(Self.evm), "tron": .string(Self.evm)],
      ], needsAddress: true)
    #expect(warnings.map(\.code) == [.addressWrong])
  }

  /// What names the order was written by others.
  @Test func namesInAWarningAreSanitizedAndCut() async throws {
    let id = "ord\u{202E}_\u{1B}[2J" + String(repeating: "x", count: 400)
    let warnings = AddressWarnings(family: { _ in .evm }).warnings(
      in: ["orderId": .string(id), "address": "", "chainId": "c"], needsAddress: true)
    let text = try #require(warnings.first?.message.rendered(in: .english))
    #expect(text.unicodeScalars.count < 250)
    #expect(!text.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x1B })
  }
}
