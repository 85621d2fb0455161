import JSON
import MCP
import PayIn

/// What the API tells at the moment of reading, as the tool that reads it tells it.
struct LiveResource: Sendable {
  typealias Watch = @Sendable (_ values: [String: String]) -> AsyncStream<Void>?

  private static let mimeType = "application/json"
  /// Of what a template's variable stands for, as in the tools' schemas.
  private static let maximumValueLength = 255

  /// A URI, or a template with one variable, named like the tool's argument.
  let address: String
  let name: String
  let title: LocalizedText
  let description: LocalizedText
  let tool: Tool
  var watch: Watch?

  /// Nil if the address is that of one resource.
  var argument: String? {
    ResourceURI.variables(of: address).first
  }

  func read(_ values: [String: String], _ language: Language) async throws(ResourceFailure) -> ResourceContents {
    var arguments: JSONObject = [:]
    for (name, value) in values {
      guard value.unicodeScalars.count <= Self.maximumValueLength else { throw .unknown }
      arguments[name] = .string(value)
    }
    let result = await tool.handler(ToolCall(arguments: arguments))
    guard result.isError else {
      return ResourceContents(
        text: String(decoding: JSONWriter.bytes(of: .object(result.object), escapesInvisible: true), as: UTF8.self),
        mimeType: Self.mimeType, caching: .live)
    }
    let code = result.object["code"]?.string ?? ""
    if Self.unknown.contains(code) { throw .unknown }
    throw .unavailable(Self.failure(code).rendered(in: language))
  }

  private static let unknown = [PayInError.Code.notFound, .invalidArguments].map(\.rawValue)

  /// No text of the API's: whoever reads a resource expects data, not somebody's words.
  private static func failure(_ code: String) -> LocalizedText {
    LocalizedText(
      "This could not be read (\(code)). get_status tells more.", "无法读取（\(code)）。详情见 get_status。")
  }

  func listed(in language: Language) -> Resource {
    Resource(
      uri: address, name: name, title: title.rendered(in: language), description: description.rendered(in: language),
      mimeType: Self.mimeType)
  }

  func template(in language: Language) -> ResourceTemplate {
    ResourceTemplate(
      uriTemplate: address, name: name, title: title.rendered(in: language),
      description: description.rendered(in: language),
      mimeType: Self.mimeType)
  }
}

extension LiveResource {
  static func all(_ context: ToolContext) throws -> [LiveResource] {
    try [status(context), assets(context), order(context), deposits(context), paymentLink(context)]
      .compactMap(\.self)
  }

  private static func status(_ context: ToolContext) throws -> LiveResource? {
    LiveResource(
      address: "payin://status", name: "status", title: LocalizedText("Status", "状态"),
      description: LocalizedText("Network, account, health and settings.", "网络、账户、健康状况与设置。"),
      tool: try StatusTool.tool(context, ToolSelection(context.configuration)))
  }

  private static func assets(_ context: ToolContext) throws -> LiveResource? {
    LiveResource(
      address: "payin://assets", name: "assets", title: LocalizedText("Chains and tokens", "链与代币"),
      description: LocalizedText("Which tokens can be paid with on which chains.", "哪些代币可在哪些链上付款。"),
      tool: try AssetTool.tool(context))
  }

  private static func order(_ context: ToolContext) throws -> LiveResource? {
    try row(
      "get_order", context, at: "payin://orders/{orderId}", name: "order", title: LocalizedText("Order", "订单"),
      description: LocalizedText("One order and its payment; can be subscribed to.", "单个订单及其付款；可订阅。")
    ) { values in
      values["orderId"].map { Watching.changes(of: $0, context.watches.orders, context.orderPoll($0)) }
    }
  }

  private static func deposits(_ context: ToolContext) throws -> LiveResource? {
    try row(
      "get_deposit_reference", context, at: "payin://deposits/{depositReference}", name: "deposits",
      title: LocalizedText("Deposits of a user", "用户充值"),
      description: LocalizedText(
        "A user's deposit address and what has come in; can be subscribed to.", "用户的充值地址与到账合计；可订阅。")
    ) { values in
      values["depositReference"].map { Watching.changes(of: $0, context.watches.deposits, context.depositPoll($0)) }
    }
  }

  private static func paymentLink(_ context: ToolContext) throws -> LiveResource? {
    try row(
      "get_payment_link", context, at: "payin://payment-links/{id}", name: "payment-link",
      title: LocalizedText("Payment link", "支付链接"), description: LocalizedText("One payment link.", "单个支付链接。"))
  }

  /// Nil if this version has no such tool. Reading does not depend on which tools are listed.
  private static func row(
    _ tool: String, _ context: ToolContext, at address: String, name: String, title: LocalizedText,
    description: LocalizedText,
    watch: Watch? = nil
  ) throws -> LiveResource? {
    guard let row = PayInTools.rows(sandbox: false).first(where: { $0.name == tool }) else { return nil }
    return LiveResource(
      address: address, name: name, title: title, description: description, tool: try row.tool(context), watch: watch)
  }
}
