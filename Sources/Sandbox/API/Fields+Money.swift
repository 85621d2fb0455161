extension Fields {
  /// More than zero. The text is returned as it was written.
  func positiveAmount(_ name: String) throws(APIError) -> (text: String, amount: TokenAmount) {
    let (text, amount) = try amount(name)
    guard amount > .zero else { throw .invalid(name, "must be greater than 0") }
    return (text, amount)
  }

  func amount(_ name: String) throws(APIError) -> (text: String, amount: TokenAmount) {
    let text = try text(name)
    do throws(TokenAmount.Problem) {
      return (text, try TokenAmount(text))
    } catch {
      throw .invalid(name, error.rule)
    }
  }

  func asset() throws(APIError) -> Asset {
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
