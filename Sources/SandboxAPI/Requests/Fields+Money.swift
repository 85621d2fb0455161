package import SandboxModel

extension Fields {
  /// Reads an amount greater than zero. The text is returned as it was written.
  func positiveAmount(_ name: String) throws(APIError) -> (text: String, amount: TokenAmount) {
    let (text, amount) = try amount(name)
    guard amount > .zero else { throw .invalid(name, "must be greater than 0") }
    return (text, amount)
  }

  package func amount(_ name: String) throws(APIError) -> (text: String, amount: TokenAmount) {
    let text = try text(name)
    do throws(TokenAmount.Problem) {
      return (text, try TokenAmount(text))
    } catch {
      throw .invalid(name, error.rule)
    }
  }

  package func asset() throws(APIError) -> Asset {
    let (currency, chainId) = (try text("currency"), try text("chainId"))
    guard let asset = Asset(currency: currency, chainId: chainId) else {
      throw .unknownAsset(currency: currency, chainId: chainId)
    }
    return asset
  }
}

extension TokenAmount.Problem {
  fileprivate var rule: String {
    switch self {
    case .notDecimal: "must be a decimal number without sign or exponent, such as \"10.50\""
    case .tooManyFractionDigits: "must have at most \(TokenAmount.fractionDigits) digits after the point"
    case .tooLarge: "must have at most \(TokenAmount.integerDigits) digits before the point"
    }
  }
}

extension Fields {
  /// Reads the asset; `fallback` gives the token or chain that is absent.
  func asset(default fallback: Asset) throws(APIError) -> Asset {
    let chainId = try optionalText("chainId") ?? fallback.chain.id
    let currency = try optionalText("currency") ?? fallback.currency
    guard let asset = Asset(currency: currency, chainId: chainId) else {
      throw .unknownAsset(currency: currency, chainId: chainId)
    }
    return asset
  }

  func eventIndex() throws(APIError) -> Int {
    let index = try optionalInteger("eventIndex") ?? 0
    guard index >= 0 else { throw .invalid("eventIndex", "must not be negative") }
    return index
  }

  /// Reads the confirmations: those that the chain requires, unless `confirmations` gives a number or `confirmed` is
  /// false.
  package func confirmations(on chain: Chain) throws(APIError) -> Int {
    let required = chain.requiredConfirmations
    let isConfirmed = try optionalBool("confirmed")
    guard let count = try optionalInteger("confirmations") else { return isConfirmed == false ? 0 : required }
    guard isConfirmed == nil else { throw .validation("Give either confirmed or confirmations") }
    guard (0...required).contains(count) else {
      throw .invalid("confirmations", "must be a whole number from 0 to \(required) on \(chain.id)")
    }
    return count
  }
}
