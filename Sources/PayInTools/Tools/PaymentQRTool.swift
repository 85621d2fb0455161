import JSON
import MCP
import PayIn

/// Draws the QR code by which an order is paid or a deposit is made.
///
/// The code holds the address alone unless the URI is asked for. Every wallet and every exchange reads an address, while
/// some that do not understand a payment URI of a token send to the first address in it, the token's contract, where the
/// money is lost.
enum PaymentQRTool {
  static let declaration = ToolDeclaration(
    local: "payment_qr", in: .orders, default: .on
  ) { call throws(InvalidArguments) in
    let (arguments, context) = (call.arguments, call.context)
    let content = arguments.optional("content").flatMap(PaymentCode.Content.init) ?? .address
    let reference = arguments.optional("depositReference")
    try requireTarget(arguments)
    // An order may be named in two ways, so two of the three names are one too many in any case.
    try arguments.requireOne(of: arguments["orderReference"] == nil ? "orderId" : "orderReference", "depositReference")
    let order = reference == nil ? try OrderKey(arguments) : nil
    return { () throws(CallFailure) in
      do throws(PayInError) {
        if let order {
          let id = try await context.client(for: .order).orderID(of: order)
          return try await code(ofOrder: id, content, context)
        }
        let family = arguments.optional("protocol").map(AddressProtocol.init)
        return try await code(ofDeposits: reference ?? "", family, content, context)
      } catch {
        throw .api(error)
      }
    }
  }

  private static func requireTarget(_ arguments: JSONObject) throws(InvalidArguments) {
    guard ["orderId", "orderReference", "depositReference"].allSatisfy({ arguments[$0] == nil }) else { return }
    throw InvalidArguments(
      .init(
        path: "/orderId",
        expected: LocalizedText(
          "one of orderId, orderReference and depositReference", "orderId、orderReference 和 depositReference 之一"),
        given: .nothing,
        fix: LocalizedText(
          "Give `orderId`, `orderReference` or `depositReference`, and only one of them. An empty text counts as not given.",
          "请提供 `orderId`、`orderReference` 或 `depositReference`，且只提供其中一个。空文本视为未提供。")))
  }

  private static func code(
    ofOrder id: String, _ content: PaymentCode.Content, _ context: ToolContext
  ) async throws(PayInError) -> ToolAnswer {
    let progress = try await context.client(for: .order).orderProgress(id)
    let (order, family) = (progress.order, context.family(ofOrder: progress.order))
    var fields: JSONObject = [:]
    fields["orderId"] = .string(order["orderId"] ?? id)
    fields["status"] = order.fields["status"]
    let payment = OrderPayment(progress)
    guard case .due(let amount, let isCertain) = payment else {
      return refusal(Summary.noCode(order: id, payment), fields)
    }
    if let defect = context.defect(of: order["address"], family) {
      return refusal(Summary.noCode(order: id, defect, family), fields)
    }
    await context.assets.prepare { () throws(PayInError) in try await context.client(for: .tokens) }
    let uri = context.paymentURI(paying: amount, of: order)
    let code = PaymentCode(address: order["address"] ?? "", uri: uri, wanted: content)
    fields["amount"] = .string(amount)
    for name in ["currency", "chainId"] { fields[name] = order.fields[name] }
    fields["protocol"] = family.map { .string($0.rawValue) }
    var drawn = answer(code, Summary.code(code, progress, amount), fields)
    if !isCertain { drawn.warnings.append(.amountsUnknown) }
    return drawn
  }

  private static func code(
    ofDeposits reference: String, _ wanted: AddressProtocol?, _ content: PaymentCode.Content, _ context: ToolContext
  ) async throws(PayInError) -> ToolAnswer {
    let record = try await context.client(for: .depositReference).depositReference(reference)
    let fields: JSONObject = ["depositReference": .string(reference)]
    let addresses = record.addresses
    guard let found = addresses.first(where: { wanted == nil || $0.family == wanted }) else {
      return refusal(
        addresses.isEmpty ? Summary.noAddressShown(reference) : Summary.noCode(reference, wanted), fields)
    }
    if let defect = context.defect(of: found.address, found.family) {
      return refusal(Summary.noCode(reference, defect, found.family), fields)
    }
    let uri = found.family.flatMap { PaymentURI.text(ofDepositAddress: found.address, $0) }
    let code = PaymentCode(address: found.address, uri: uri, wanted: content)
    var all = fields
    all["protocol"] = found.family.map { .string($0.rawValue) }
    let others = wanted == nil ? addresses.compactMap(\.family).filter { $0 != found.family } : []
    return answer(code, Summary.code(code, reference, found.family, others), all)
  }

  private static func answer(_ code: PaymentCode, _ summary: LocalizedText, _ fields: JSONObject) -> ToolAnswer {
    var all = code.fields
    for member in fields.members { all.append(member.name, member.value) }
    var answer = ToolAnswer(summary: summary, fields: all)
    answer.attachments = code.image.map { [$0] } ?? []
    return answer
  }

  /// The answer without a code. It is no failure: the question has been answered, with a no.
  private static func refusal(_ summary: LocalizedText, _ fields: JSONObject) -> ToolAnswer {
    ToolAnswer(summary: summary, fields: JSONObject([.init(name: "isPayable", value: false)] + fields.members))
  }
}

extension APIResource {
  /// The addresses of a depositor, the one that the API shows first before those of other protocols.
  fileprivate var addresses: [(address: String, family: AddressProtocol?)] {
    let first = self["address"].map { ($0, self["protocol"].map(AddressProtocol.init)) }
    let all = (fields["addressByProtocol"]?.object?.members ?? []).compactMap { member in
      member.value.string.map { ($0, AddressProtocol(rawValue: member.name)) }
    }
    return [first].compactMap(\.self) + all.filter { $0.1 != first?.1 }
  }
}
