import JSON
import PayIn

/// The tokens and chains among a call's arguments. An amount that is not valid is refused elsewhere.
extension AssetChoice {
  static func order(_ arguments: JSONObject) -> [AssetChoice] {
    [pair(arguments, amount: arguments.optional("amount"), prefix: "")]
  }

  static func paymentLink(_ arguments: JSONObject) -> [AssetChoice] {
    let prices = arguments["currencies"]?.array?.compactMap(\.object) ?? []
    return prices.enumerated().map { index, price in
      pair(price, amount: arguments.optional("amount"), prefix: "currencies/\(index)/")
    }
  }

  /// The tokens of a link, each of which may have a price of its own.
  static func currencies(_ arguments: JSONObject) -> [AssetChoice] {
    let prices = arguments["currencies"]?.array?.compactMap(\.object) ?? []
    return prices.enumerated().map { index, price in
      pair(price, amount: price.optional("amount"), prefix: "currencies/\(index)/")
    }
  }

  static func binding(_ arguments: JSONObject) -> [AssetChoice] {
    [.family(AddressProtocol(rawValue: arguments.text("protocol")))]
  }

  private static func pair(_ arguments: JSONObject, amount: String?, prefix: String) -> AssetChoice {
    .pair(
      currency: arguments.text("currency"), chainID: arguments.text("chainId"),
      amount: amount.flatMap { try? Amount($0, allowsZero: true) }, prefix: prefix)
  }
}
