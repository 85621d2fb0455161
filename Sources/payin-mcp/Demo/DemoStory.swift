import JSON

/// A whole scenario through the server, as an assistant would play it, in which every answer is checked.
final class DemoStory {
  private static let tools = [
    "archive_payment_link", "bind_deposit_address", "create_order", "create_payment_link", "get_deposit_reference",
    "get_order", "get_status", "list_deposits", "list_orders", "publish_payment_link", "simulate_payment",
    "unbind_deposit_address",
  ]

  let server: DemoServer
  let transcript = DemoTranscript()
  /// The call that a failure belongs to.
  var currentCall = ""

  init(_ server: DemoServer) {
    self.server = server
  }

  func play() throws(DemoFailure) {
    try start()
    try payOrder()
    try receiveDeposit()
    try runPaymentLink()
    try makeMistakes()
    try useNewestRevision()
    currentCall = localized("end of input", "输入结束")
    try server.finish()
  }

  /// The structured content of a call that must succeed.
  func call(
    _ tool: String, _ arguments: JSONObject = [:], meta: JSONObject? = nil
  ) throws(DemoFailure) -> JSONValue {
    currentCall = tool
    var params: JSONObject = ["name": .string(tool), "arguments": .object(arguments)]
    params["_meta"] = meta.map(JSONValue.object)
    let (answer, milliseconds) = try server.request("tools/call", params)
    guard let result = answer["result"], result["isError"] != true, let content = result["structuredContent"] else {
      throw DemoFailure(localized("it failed: \(answer)", "调用失败：\(answer)"))
    }
    // Clients that only show text get the same.
    let text = result["content"]?.array?.dropFirst().first?["text"]?.string ?? ""
    try DemoCheck.equal("content", try? JSONParser.parse(text), content)
    transcript.step(tool, milliseconds)
    return content
  }

  private func start() throws(DemoFailure) {
    transcript.chapter(localized("An assistant starts the server", "助手启动服务器"))
    currentCall = "initialize"
    let (answer, milliseconds) = try server.request(
      "initialize",
      [
        "protocolVersion": "2025-11-25", "capabilities": [:], "clientInfo": ["name": "demo", "version": "1"],
      ])
    try DemoCheck.equal("protocolVersion", answer["result"]?["protocolVersion"], "2025-11-25")
    let info = answer["result"]?["serverInfo"]
    try DemoCheck.equal("name", info?["name"], "payin-mcp")
    server.notify("notifications/initialized")
    transcript.step("initialize", milliseconds)
    transcript.detail(localized("speaks", "协议"), "MCP 2025-11-25, payin-mcp \(info?["version"]?.string ?? "")")
    try listTools()
    let status = try call("get_status")
    try DemoCheck.fields(status, ["configured": true, "reachable": true, "writesAllowed": true])
    try DemoCheck.equal("mode", status["environment"]?["mode"], "sandbox")
    let host = status["environment"]?["host"]?.string ?? ""
    transcript.detail("API", localized("the sandbox at \(host), which answers", "位于 \(host) 的沙盒，可以应答"))
  }

  private func listTools() throws(DemoFailure) {
    currentCall = "tools/list"
    let (answer, milliseconds) = try server.request("tools/list", [:])
    let names = (answer["result"]?["tools"]?.array ?? []).compactMap { $0["name"]?.string }
    let missing = Self.tools.filter { !names.contains($0) }
    try DemoCheck.equal("missing tools", .array(missing.map(JSONValue.string)), [])
    transcript.step("tools/list", milliseconds)
    transcript.detail(localized("offers", "工具"), names.joined(separator: ", "))
  }

  private func makeMistakes() throws(DemoFailure) {
    transcript.chapter(localized("Mistakes are answered with what to do about them", "出错时会说明应如何处理"))
    currentCall = localized("create_order with wrong arguments", "create_order，参数有误")
    let (answer, milliseconds) = try server.request(
      "tools/call",
      [
        "name": "create_order",
        "arguments": [
          "orderReference": "invoice-1043", "amount": "12,50", "currency": "USDT", "chain": "tron-nile",
        ],
      ])
    let result = answer["result"]
    try DemoCheck.equal("isError", result?["isError"], true)
    try DemoCheck.equal("structuredContent", result?["structuredContent"] ?? .null, .null)
    let error = result?["_meta"]?["payin-mcp/error"] ?? .null
    try DemoCheck.fields(error, ["code": "invalid_arguments", "outcome": "not_sent", "retry": "after_change"])
    let problems = error["problems"]?.array ?? []
    try DemoCheck.equal("problems", .array(problems.compactMap { $0["path"] }), ["/amount", "/chain"])
    transcript.step(currentCall, milliseconds)
    transcript.detail(localized("asked", "请求"), #"amount "12,50", chain "tron-nile""#)
    transcript.detail(localized("fix", "处理办法"), error["fix"]?.string ?? "")
    try DemoCheck.equal("total", try call("list_orders")["pagination"]?["total"], 1)
    transcript.detail(localized("found", "找到"), localized("still 1 order: nothing was sent", "仍为 1 个订单：未发送任何内容"))
    try callUnknownTool()
  }

  private func callUnknownTool() throws(DemoFailure) {
    currentCall = localized("a tool that does not exist", "不存在的工具")
    let (answer, milliseconds) = try server.request("tools/call", ["name": "pay_order", "arguments": [:]])
    let error = answer["error"] ?? .null
    try DemoCheck.fields(error, ["code": -32602, "message": "unknown tool: pay_order"])
    transcript.step(currentCall, milliseconds)
    transcript.detail(localized("error", "错误"), "-32602, unknown tool: pay_order")
  }

  private func useNewestRevision() throws(DemoFailure) {
    transcript.chapter(
      localized("The same process serves MCP 2026-07-28, which has no handshake", "同一进程还支持无需握手的 MCP 2026-07-28"))
    let meta: JSONObject = [
      "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": [:],
    ]
    let orders = try call("list_orders", ["orderReference": "invoice-1042"], meta: meta)
    let statuses = (orders["orders"]?.array ?? []).map { $0["status"] ?? .null }
    try DemoCheck.equal("statuses", .array(statuses), ["completed"])
    transcript.detail(localized("found", "找到"), localized("invoice-1042, completed", "invoice-1042，completed"))
  }
}
