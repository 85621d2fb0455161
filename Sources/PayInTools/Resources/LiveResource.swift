import JSON
import MCP
import PayIn

/// A resource that is read from the API at each request, in the words of the tool that reads it. It can be read whether or
/// not that tool is listed.
struct LiveResource: Sendable {
  typealias Watch = @Sendable (_ values: [String: String]) -> AsyncStream<Void>?

  private static let mimeType = "application/json"
  /// The largest number of Unicode scalars of a template's variable, as in the tools' schemas.
  private static let maximumValueLength = 255

  /// A URI, or a template with one variable, named like the tool's argument.
  let address: String
  let name: String
  let title: LocalizedText
  let description: LocalizedText
  let pipeline: CallPipeline
  /// Arguments of the tool beside those of the address.
  var options: JSONObject = [:]
  var watch: Watch?

  /// The variable of the template, or nil if the address is that of one resource.
  var argument: String? {
    ResourceURI.variables(of: address).first
  }

  func read(_ values: [String: String], _ language: Language) async throws(ResourceFailure) -> ResourceContents {
    var arguments = options
    for (name, value) in values {
      guard value.unicodeScalars.count <= Self.maximumValueLength else { throw .unknown }
      arguments[name] = .string(value)
    }
    let result = await pipeline.result(of: ToolCall(arguments: arguments))
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

  /// The message without the API's own text: the reader of a resource expects data.
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
    let selection = try ToolSelection(context.configuration)
    func reader(_ tool: ToolDeclaration) -> CallPipeline {
      CallPipeline(tool: tool, context: context, selection: selection)
    }
    return [
      LiveResource(
        address: "payin://status", name: "status", title: LocalizedText("Status", "状态"),
        description: LocalizedText("Network, account, health and settings.", "网络、账户、健康状况与设置。"),
        pipeline: reader(StatusTool.declaration), options: ["detail": true]),
      LiveResource(
        address: "payin://assets", name: "assets", title: LocalizedText("Chains and tokens", "链与代币"),
        description: LocalizedText("Which tokens can be paid with on which chains.", "哪些代币可在哪些链上付款。"),
        pipeline: reader(AssetTool.declaration)),
      LiveResource(
        address: "payin://orders/{orderId}", name: "order", title: LocalizedText("Order", "订单"),
        description: LocalizedText("One order and its payment; can be subscribed to.", "单个订单及其付款；可订阅。"),
        pipeline: reader(OrderTools.get)
      ) { values in
        values["orderId"].map { context.watches.orders.changes(of: $0, poll: context.orderPoll($0)) }
      },
      LiveResource(
        address: "payin://deposits/{depositReference}", name: "deposits",
        title: LocalizedText("Deposits of a user", "用户充值"),
        description: LocalizedText(
          "A user's deposit address and what has come in; can be subscribed to.", "用户的充值地址与到账合计；可订阅。"),
        pipeline: reader(DepositTools.getReference)
      ) { values in
        values["depositReference"].map { context.watches.deposits.changes(of: $0, poll: context.depositPoll($0)) }
      },
      LiveResource(
        address: "payin://payment-links/{id}", name: "payment-link", title: LocalizedText("Payment link", "支付链接"),
        description: LocalizedText("One payment link.", "单个支付链接。"), pipeline: reader(PaymentLinkTools.get)),
    ]
  }
}
