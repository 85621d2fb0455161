import SandboxModel

extension OrderDraft {
  init(_ fields: Fields) throws(APIError) {
    try fields.require("orderReference", "amount", "currency", "chainId")
    self.init(
      reference: try fields.text("orderReference"), amountText: try fields.positiveAmount("amount").text,
      asset: try fields.asset(), terms: try Self.terms(fields), successUrl: try fields.optionalURL("successUrl"),
      cancelUrl: try fields.optionalURL("cancelUrl"), metadata: try fields.optionalObjectText("metadata"))
  }

  private static func terms(_ fields: Fields) throws(APIError) -> PaymentTerms {
    let window = try fields.optionalInteger("paymentWindowMinutes") ?? defaultWindowMinutes
    let grace = try fields.optionalInteger("graceMinutes") ?? defaultGraceMinutes
    guard let terms = PaymentTerms(windowMinutes: window, graceMinutes: grace) else {
      throw .validation(
        """
        paymentWindowMinutes must be from \(PaymentTerms.windowRange.lowerBound) to \
        \(PaymentTerms.windowRange.upperBound), graceMinutes from \(PaymentTerms.graceRange.lowerBound) to \
        \(PaymentTerms.graceRange.upperBound), and their sum at most \(PaymentTerms.longest)
        """)
    }
    return terms
  }
}

extension OrderDraft {
  private static let maximumReferenceLength = 255

  /// Reads a request in the published form. The payment terms are not read: the service's code does not pass them on.
  /// Zero is a valid amount.
  init(published fields: Fields) throws {
    let missing = fields.missing("orderReference", "amount", "currency", "chainId")
    guard missing.isEmpty else {
      throw PublishedError.rich(
        400, "ORDER_VALIDATION_FAILED", "Missing required fields: \(missing.joined(separator: ", "))",
        "Give every required field as a string that is not blank")
    }
    func text(_ name: String) -> String { fields.string(name) ?? "" }
    guard text("orderReference").unicodeScalars.count <= Self.maximumReferenceLength else {
      throw Self.failed("value too long for type character varying(\(Self.maximumReferenceLength))")
    }
    guard let terms = PaymentTerms(windowMinutes: Self.defaultWindowMinutes, graceMinutes: Self.defaultGraceMinutes)
    else { throw Self.failed("no payment terms") }
    self.init(
      reference: text("orderReference"), amountText: try Self.amount(text("amount")),
      asset: try Self.asset(text("currency"), text("chainId")), terms: terms, successUrl: fields.string("successUrl"),
      cancelUrl: fields.string("cancelUrl"), metadata: fields.objectText("metadata"))
  }

  private static func amount(_ text: String) throws(PublishedError) -> String {
    do throws(TokenAmount.Problem) {
      let amount = try TokenAmount(rounding: text)
      // An amount that the column would change is rounded; any other is echoed as it came.
      return (try? TokenAmount(text)) == nil ? amount.description : text
    } catch .tooLarge {
      throw failed("numeric field overflow")
    } catch {
      throw .rich(
        400, "ORDER_AMOUNT_FORMAT_INVALID", "Amount must be a decimal string with at most 18 decimal places",
        "Write the amount like 10.50")
    }
  }

  private static func asset(_ currency: String, _ chainId: String) throws(PublishedError) -> Asset {
    if let asset = Asset.published(currency: currency, chainId: chainId) { return asset }
    let chains = Chain.all.filter { Asset.published(currency: currency, chainId: $0.id) != nil }.map(\.id)
    guard chains.isEmpty else {
      throw failed(
        "Token \(currency) is not available on chain \(chainId). Available: \(chains.joined(separator: ", "))")
    }
    let tokens = Set(Chain.all.flatMap(\.publishedTokens).map(\.symbol)).sorted()
    throw failed("Token \(currency) is not enabled. Enabled tokens: \(tokens.joined(separator: ", "))")
  }

  /// A mistake that only the inner service finds, which is reported as a failure of the service.
  private static func failed(_ message: String) -> PublishedError {
    .rich(500, "ORDER_CREATION_FAILED", message, "Try again later")
  }
}
