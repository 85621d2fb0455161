import FoundationEssentials
import HTTP
import JSON
import MCP
import TestSupport
import Testing

@testable import PayIn
@testable import PayInTools

@Suite struct PaymentQRTests {
  private static let evm = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
  private static let tron = "TLsydYU5FaNfjfiAYX9St9AnskPQZctoYW"
  private static let solana = "7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV"

  struct Row: Sendable {
    let chainID: String
    let currency: String
    let amount: String
    let address: String
    let uri: String?
  }

  /// One for each chain. The contracts are those of the issuers' own pages.
  private static let rows = [
    Row(
      chainID: "ethereum-sepolia", currency: "USDT", amount: "49.99", address: evm,
      uri: "ethereum:0xaA8E23Fb1079EA71e0a56F48a2aA51851D8433D0@11155111/transfer?address=\(evm)&uint256=49990000"),
    Row(
      chainID: "ethereum-mainnet", currency: "DAI", amount: "0.000000000000000001", address: evm,
      uri: "ethereum:0x6B175474E89094C44Da98b954EedeAC495271d0F@1/transfer?address=\(evm)&uint256=1"),
    Row(
      chainID: "polygon-mainnet", currency: "USDC", amount: "99999999999999.999999", address: evm,
      uri: "ethereum:0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359@137/transfer?address=\(evm)"
        + "&uint256=99999999999999999999"),
    Row(
      chainID: "polygon-amoy", currency: "USDC", amount: "1", address: evm,
      uri: "ethereum:0x41E94Eb019C0762f9Bfcf9Fb1E58725BfB0e7582@80002/transfer?address=\(evm)&uint256=1000000"),
    Row(
      chainID: "arbitrum-mainnet", currency: "USDC", amount: "1", address: evm,
      uri: "ethereum:0xaf88d065e77c8cC2239327C5EDb3A432268e5831@42161/transfer?address=\(evm)&uint256=1000000"),
    Row(
      chainID: "arbitrum-sepolia", currency: "USDC", amount: "1", address: evm,
      uri: "ethereum:0x75faf114eafb1BDbe2F0316DF893fd58CE46AA4d@421614/transfer?address=\(evm)&uint256=1000000"),
    Row(
      chainID: "xlayer-mainnet", currency: "USDC", amount: "1", address: evm,
      uri: "ethereum:0x74b7f16337b8972027f6196a17a631ac6de26d22@196/transfer?address=\(evm)&uint256=1000000"),
    Row(chainID: "xlayer-testnet", currency: "USDC", amount: "1", address: evm, uri: nil),
    Row(chainID: "tron-mainnet", currency: "USDT", amount: "49.99", address: tron, uri: "tron:\(tron)"),
    Row(chainID: "tron-nile", currency: "USDT", amount: "49.99", address: tron, uri: "tron:\(tron)"),
    Row(
      chainID: "solana-mainnet", currency: "USDC", amount: "0.5", address: solana,
      uri: "solana:\(solana)?amount=0.5&spl-token=EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"),
    Row(
      chainID: "solana-devnet", currency: "USDC", amount: "12.50", address: solana,
      uri: "solana:\(solana)?amount=12.5&spl-token=4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU"),
    Row(chainID: "base-mainnet", currency: "USDC", amount: "1", address: evm, uri: nil),
  ]

  private static func order(_ row: Row, _ more: String = "") -> StubAPI.Reply {
    .json(
      200,
      """
      {"data":{"orderId":"ord_1","orderReference":"r","status":"pending","amount":"\(row.amount)",
      "currency":"\(row.currency)","chainId":"\(row.chainID)","address":"\(row.address)",
      "expiresAt":"2025-01-28T10:45:00Z"\(more.isEmpty ? #","receivedAmount":"0""# : more)}}
      """)
  }

  private static func bytes(ofImageIn result: ToolResult) throws -> [UInt8] {
    guard case .image(let bytes, mimeType: "image/png") = try #require(result.attachments.first) else { return [] }
    #expect(Data(bytes).base64EncodedString().utf8.count <= 2048)
    return bytes
  }

  @Test func everyChainIsInTheTable() {
    #expect(Self.rows.map(\.chainID).sorted() == (AssetTable.builtIn.chains.map(\.id) + ["base-mainnet"]).sorted())
  }

  /// The image is read by another program, once for all.
  @Test(.enabled(if: QRDecoder.shouldRun, "zbarimg is absent"))
  func codeOfEveryChainHoldsTheAddressOrTheURI() async throws {
    var images: [[UInt8]] = []
    var expected: [String] = []
    for row in Self.rows {
      for content in ["address", "uri"] {
        let result = try await Bench(Self.order(row)).call(
          "payment_qr", content == "uri" ? ["orderId": "ord_1", "content": "uri"] : ["orderId": "ord_1"])
        let held = content == "uri" && row.uri != nil ? "uri" : "address"
        var fields: JSONObject = [
          "isPayable": true, "content": .string(held), "address": .string(row.address),
          "amount": .string(row.amount), "currency": .string(row.currency), "chainId": .string(row.chainID),
        ]
        fields["paymentUri"] = row.uri.map(JSONValue.string)
        for member in fields.members { #expect(result.object[member.name] == member.value, "\(row) \(result)") }
        #expect((result.object["paymentUri"] != nil) == (row.uri != nil))
        for text in [row.amount, row.currency, row.chainID, row.address, row.uri ?? ""] where !text.isEmpty {
          #expect(result.summary.contains(text), "\(result.summary)")
        }
        images.append(try Self.bytes(ofImageIn: result))
        expected.append(held == "uri" ? row.uri ?? "" : row.address)
      }
    }
    #expect(try QRDecoder.texts(in: images) == expected)
  }

  /// The same URI stands in the order itself.
  @Test func orderHasTheURIWhileItCanBePaid() async throws {
    for row in Self.rows {
      let open = try await Bench(Self.order(row)).call("get_order", ["orderId": "ord_1"])
      #expect(open.object["paymentUri"] == row.uri.map(JSONValue.string), "\(row)")
      #expect(open.attachments.isEmpty)
    }
    let row = Self.rows[0]
    let part = try await Bench(Self.order(row, #","receivedAmount":"9.99""#)).call("get_order", ["orderId": "ord_1"])
    #expect(part.object["paymentUri"]?.string?.hasSuffix("&uint256=40000000") == true)
    for more in [
      #","receivedAmount":"49.99""#, #","receivedAmount":"0","paymentWindowEndsAt":"2025-01-28T10:30:00Z""#,
      // What the published API shows of an order to which all has come, unconfirmed.
      #","confirmedAmount":"0.000000""#, #","paymentProtocol":"x""#, #","receivedAmount":"49.9900000000001""#,
    ] {
      let order = try await Bench(Self.order(row, more)).call("get_order", ["orderId": "ord_1"])
      #expect(!order.isError && order.object["paymentUri"] == nil, "\(more)")
    }
  }

  @Test func newOrderAndDepositAddressHaveTheirURI() async throws {
    let order = try await Bench(environment: Bench.live).call("create_order", ToolExample.order)
    #expect(
      order.object["paymentUri"]
        == .string(
          "ethereum:0xaA8E23Fb1079EA71e0a56F48a2aA51851D8433D0@11155111/transfer?address=\(Self.evm)&uint256=49990000"))
    let address = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"
    let bound = try await Bench().call("bind_deposit_address", ["depositReference": "user_456", "protocol": "evm"])
    #expect(bound.object["paymentUri"] == .string("ethereum:\(address)"))
    let read = try await Bench().call("get_deposit_reference", ["depositReference": "user_456"])
    #expect(read.object["paymentUri"] == .string("ethereum:\(address)"))
    let others = try await Bench().call("list_orders", [:])
    #expect(!JSONValue.object(others.object).description.contains("paymentUri"))
  }

  /// One letter of the checksum is wrong; an address of another family; a link instead of an address.
  @Test(arguments: [
    (evm.replacing("5aAeb", with: "5aaeb"), "ethereum-sepolia"), (tron, "ethereum-sepolia"),
    ("0x0000000000000000000000000000000000000000", "polygon-amoy"), ("https://evil.example/pay", "base-mainnet"),
    ("", "tron-nile"),
  ])
  func doubtfulAddressGetsNoCode(_ address: String, _ chainID: String) async throws {
    let row = Row(chainID: chainID, currency: "USDC", amount: "1", address: address, uri: nil)
    let result = try await Bench(Self.order(row)).call("payment_qr", ["orderId": "ord_1", "content": "uri"])
    #expect(!result.isError && result.attachments.isEmpty && result.object["isPayable"] == false)
    #expect(result.object["address"] == nil && result.object["paymentUri"] == nil)
    #expect(result.summary.hasPrefix("No QR code: the address of order ord_1 must not be paid: "))
    let order = try await Bench(Self.order(row)).call("get_order", ["orderId": "ord_1"])
    #expect(order.object["paymentUri"] == nil)
  }

  @Test(arguments: [
    (#""status":"completed""#, "order ord_1 is completed and must not be paid."),
    (#""status":"expired""#, "order ord_1 is expired and must not be paid."),
    (#""status":"pending","receivedAmount":"49.99""#, "has arrived and waits for confirmations."),
    (#""status":"pending","expiresAt":"2025-01-28T10:29:59Z""#, "ended at 2025-01-28T10:29:59Z."),
    (#""currency":"USDT""#, "the API does not show whether order ord_1 can still be paid."),
    (#""status":"pending","confirmedAmount":"0""#, "for order ord_1. The API shows only what is confirmed"),
    (#""status":"pending","receivedAmount":"49,99""#, "What the API shows as received is no plain amount"),
    (#""status":"pending","expiresAt":"1764500000""#, "The end of the time to pay cannot be read (\"1764500000\")."),
  ])
  func orderThatCannotBePaidGetsAPlainNo(_ fields: String, _ reason: String) async throws {
    let body =
      #"{"data":{"orderId":"ord_1","amount":"49.99","chainId":"ethereum-sepolia","address":"\#(Self.evm)",\#(fields)}}"#
    let result = try await Bench(.json(200, body)).call("payment_qr", ["orderId": "ord_1"])
    #expect(!result.isError && result.attachments.isEmpty)
    #expect(result.object["isPayable"] == false && result.object["address"] == nil)
    #expect(result.summary.hasPrefix("No QR code") && result.summary.contains(reason), "\(result.summary)")
    #expect(!result.summary.contains(Self.evm))
  }

  @Test(arguments: ["-5", "0", "1e2", "1,000"])
  func amountThatNobodyCanSendGetsNoCode(_ amount: String) async throws {
    let row = Row(chainID: "ethereum-mainnet", currency: "DAI", amount: amount, address: Self.evm, uri: nil)
    let result = try await Bench(Self.order(row)).call("payment_qr", ["orderId": "ord_1"])
    #expect(result.object["isPayable"] == false && result.attachments.isEmpty)
    #expect(result.summary == "No QR code for order ord_1. The API shows no amount that can be paid.")
  }

  /// The API shows nothing at all: the code is for the whole amount, and that is said.
  @Test func amountThatMayHaveBeenPaidIsWarnedAbout() async throws {
    let result = try await Bench(Self.order(Self.rows[0], #","txHash":"""#)).call("payment_qr", ["orderId": "ord_1"])
    #expect(result.object["isPayable"] == true && result.object["amount"] == "49.99")
    #expect(result.object["warnings"]?.array?.map { $0["code"] } == ["amounts_unknown"])
  }

  /// The sandbox is 900 s ahead of this machine.
  @Test func clockOfTheAPIEndsTheTime() async throws {
    let clock = ["/_sandbox/clock": StubAPI.Reply.json(200, #"{"data":{"aheadSeconds":900}}"#)]
    for (routes, isOpen) in [([:], true), (clock, false)] {
      let bench = try Bench(Self.order(Self.rows[0]), routes: routes)
      let code = try await bench.call("payment_qr", ["orderId": "ord_1"])
      #expect(code.object["isPayable"] == .bool(isOpen))
      let order = try await bench.call("get_order", ["orderId": "ord_1"])
      #expect((order.object["paymentUri"] != nil) == isOpen)
    }
  }

  @Test func orderIsFoundByItsReference() async throws {
    let found = #"{"data":{"orders":[{"orderId":"ord_1","orderReference":"r"}],"pagination":{"total":1}}}"#
    let result = try await Bench(Self.order(Self.rows[0]), lookUp: found).call("payment_qr", ["orderReference": "r"])
    #expect(result.object["isPayable"] == true && result.object["orderId"] == "ord_1", "\(result)")
  }

  @Test func partlyPaidOrderAsksForWhatIsMissing() async throws {
    let result = try await Bench(Self.order(Self.rows[0], #","receivedAmount":"9.99""#))
      .call("payment_qr", ["orderId": "ord_1"])
    #expect(result.object["amount"] == "40")
    #expect(
      result.summary.hasPrefix(
        "Send exactly 40 USDT on ethereum-sepolia to \(Self.evm) before 2025-01-28T10:45:00Z: "
          + "9.99 of 49.99 USDT received, 40 missing. The QR code holds the address alone: "))
  }

  @Test(arguments: [(nil, evm, "evm"), ("tron", tron, "tron"), ("evm", evm, "evm")])
  func depositCodeHoldsTheAddressOfTheProtocol(_ family: String?, _ address: String, _ shown: String) async throws {
    let body = """
      {"data":{"depositReference":"u","address":"\(Self.evm)","protocol":"evm","bindings":[
      {"protocol":"evm","address":"\(Self.evm)"},{"protocol":"tron","address":"\(Self.tron)"}]}}
      """
    var arguments: JSONObject = ["depositReference": "u"]
    arguments["protocol"] = family.map(JSONValue.string)
    let result = try await Bench(.json(200, body)).call("payment_qr", arguments)
    #expect(!result.attachments.isEmpty)
    #expect(
      result.object == [
        "isPayable": true, "content": "address", "address": .string(address),
        "paymentUri": .string(shown == "tron" ? "tron:\(address)" : "ethereum:\(address)"), "depositReference": "u",
        "protocol": .string(shown),
      ])
    #expect(result.summary.contains("Another address is for: tron") == (family == nil))
  }

  @Test func protocolWithoutAnAddressGetsAPlainNo() async throws {
    let result = try await Bench().call("payment_qr", ["depositReference": "user_456", "protocol": "tron"])
    #expect(result.summary == "No QR code: \"user_456\" has no such address (tron). bind_deposit_address binds one.")
    #expect(result.object == ["isPayable": false, "depositReference": "user_456"] && result.attachments.isEmpty)
  }

  @Test(
    arguments: [
      [:], ["orderId": "a", "depositReference": "b"], ["orderReference": "a", "depositReference": "b"],
      ["orderId": "a", "orderReference": "b"], ["orderId": "a", "orderReference": "b", "depositReference": "c"],
    ] as [JSONObject])
  func oneTargetIsNeeded(_ arguments: JSONObject) async throws {
    let bench = try Bench()
    let result = try await bench.call("payment_qr", arguments)
    #expect(result.isError && result.object["code"] == "invalid_arguments" && bench.api.requests.isEmpty)
  }

  @Test(arguments: [
    ("en", "Give `orderId`, `orderReference` or `depositReference`, and only one of them."),
    ("zh", "请提供 `orderId`、`orderReference` 或 `depositReference`，且只提供其中一个。"),
  ])
  func everyNameOfATargetIsOffered(_ language: String, _ fix: String) async throws {
    let result = try await Bench(environment: ["PAYIN_LANG": language]).call("payment_qr", [:])
    #expect(result.object["fix"]?.string?.hasPrefix(fix) == true, "\(result.object)")
    #expect(result.object["field"] == "orderId")
  }

  /// The user may have an address: the reply lacks it.
  @Test(arguments: [
    ("en", "No QR code: the API's answer shows no address of \"u\". If none is bound, bind_deposit_address binds one."),
    ("zh", "没有二维码：API 的响应未显示 \"u\" 的地址。若尚未绑定，可用 bind_deposit_address 绑定。"),
  ])
  func replyWithoutAnAddressIsNoMissingBinding(_ language: String, _ summary: String) async throws {
    for arguments in [["depositReference": "u"], ["depositReference": "u", "protocol": "evm"]] as [JSONObject] {
      let bench = try Bench(
        .json(200, #"{"data":{"protocol":"evm","totalDeposits":0}}"#), environment: ["PAYIN_LANG": language])
      let result = try await bench.call("payment_qr", arguments)
      #expect(result.summary.replacing(#/[“”]/#, with: "\"") == summary, "\(result.summary)")
      #expect(result.object["isPayable"] == false && result.attachments.isEmpty)
    }
  }

  /// The lists of a host that is not PayIn's own decide, and are read for the code; here they name another contract.
  @Test func foreignHostMustNameTheContract() async throws {
    let environment = Bench.live.merging(["PAYIN_BASE_URL": "https://pay.example/api/v1"]) { $1 }
    let result = try await Bench(Self.order(Self.rows[0]), environment: environment).call(
      "payment_qr", ["orderId": "ord_1", "content": "uri"])
    #expect(!result.attachments.isEmpty && result.object["content"] == "address" && result.object["paymentUri"] == nil)
    #expect(result.summary.contains("No payment URI is certain here."))
  }
}
