import JSON
import TestSupport
import Testing

/// What a user reads in Chinese, through the real binary.
@Suite(.inTurn, .timeLimit(.minutes(10)))
struct LanguageTests {
  private static let chinese = ["PAYIN_LANG": "zh"]

  private static let order =
    #"{"orderReference":"书-1","amount":10.5,"currency":"USDT","chainId":"ethereum-sepolia"}"#

  @Test(arguments: Revision.allCases)
  func storyIsToldInChinese(revision: Revision) async throws {
    let client = try await Client(revision, Server(environment: Self.chinese))
    #expect(client.opening["instructions"]?.string?.contains("请首先调用 get_status。") == true)
    let tools = try await client.result("tools/list")["tools"]?.array ?? []
    #expect(tools.allSatisfy { $0["description"]?.string?.contains(#/[一-鿿]/#) == true })
    let created = try await client.call("create_order", JSONParser.parse(Self.order))
    let data = try created.data
    let id = try #require(data["orderId"]?.string)
    let summary = try #require(created.texts.first)
    #expect(summary.hasPrefix("[sandbox] 已创建订单 \(id)（\"书-1\"），金额 10.5 USDT（ethereum-sepolia）。请仅向 0x"))
    #expect(summary.hasSuffix("警告：`amount` 传入的是数字 10.5，已按文本 10.5 读取。"))
    #expect(data["warnings"]?.array?.map { $0["code"] } == ["argument_read"])
    let read = try await client.call("get_order", ["orderId": .string(id)])
    #expect(read.texts.first == "订单 \(id)（\"书-1\"），金额 10.5 USDT（ethereum-sepolia），状态为 pending。")
    #expect(try await client.call("get_status").texts.first?.contains("API 称其状态为 healthy。") == true)
    #expect(try await client.server.finish().isEmpty)
  }

  @Test(arguments: Revision.allCases)
  func failureIsExplainedInChineseUnderTheSameCode(revision: Revision) async throws {
    let client = try await Client(revision, Server(environment: Self.chinese))
    let refused = try await client.call("create_order", ["amount": "1", "currency": "USDT", "chain_id": "tron-nile"])
    #expect(
      refused.texts.first?.hasPrefix("以下参数不可用：orderReference、chain_id。未发送任何请求。请添加 `orderReference`：") == true)
    #expect(refused.texts.first?.hasSuffix("`chain_id`：是否想用 `chainId`？") == true)
    #expect(try refused.data["code"] == "invalid_arguments")
    let missing = try await client.call("get_order", ["orderId": "ord_0"])
    #expect(
      missing.texts.first == "资源不存在（HTTP 404）：“Order not found”。请检查 ID 或引用；可列出资源来查找。")
    #expect(try missing.data["code"] == "not_found")
    #expect(try missing.data["retry"] == "after_change")
    #expect(try await client.server.finish().isEmpty)
  }

  @Test(arguments: [
    (["LANG": "zh_CN.UTF-8"], true), (["LC_ALL": "C", "LANG": "zh_CN.UTF-8"], false),
    (["LANG": "zh_CN.UTF-8", "PAYIN_LANG": "en"], false), (["LANG": "de_DE.UTF-8"], false), ([:], false),
  ])
  func languageIsTheLocalesUnlessOneIsSet(_ environment: [String: String], _ isChinese: Bool) async throws {
    let client = try await Client(.november2025, Server(environment: environment))
    let instructions = try #require(client.opening["instructions"]?.string)
    #expect(instructions.contains(#/[一-鿿]/#) == isChinese)
    #expect(try await client.server.finish().isEmpty)
  }

  @Test(arguments: [
    ("C", "PAYIN_LANG must be one of en, zh. Correct it, or remove it for the default."),
    ("zh_CN.UTF-8", "PAYIN_LANG 必须是 en、zh 之一。请更正，或移除以使用默认值。"),
  ])
  func unknownLanguageStopsTheStart(_ locale: String, _ problem: String) async throws {
    let server = try Server(environment: ["PAYIN_LANG": "fr", "LANG": locale])
    let completion = try await server.waitForEnd()
    #expect(completion.exit == .status(3))
    #expect(completion.errorOutput.contains("payin-mcp: \(problem)"))
  }
}
