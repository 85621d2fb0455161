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

  /// The token and chain by which a list or statistics are filtered.
  static func filter(_ arguments: JSONObject) -> [AssetChoice] {
    let (currency, chainID) = (arguments.optional("currency"), arguments.optional("chainId"))
    return currency == nil && chainID == nil ? [] : [.filter(currency: currency, chainID: chainID)]
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

/// Arguments with tokens and chains as the host spells them.
struct SpelledArguments {
  private(set) var arguments: JSONObject
  /// The arguments that were written in another way, as a path and the spelling that is used.
  private(set) var changes: [(path: String, spelling: String)] = []

  /// - Parameter choices: the choices of these arguments, respelled.
  init(_ arguments: JSONObject, _ choices: [AssetChoice]) {
    self.arguments = arguments
    for choice in choices {
      switch choice {
      case .pair(let currency, let chainID, _, let prefix):
        spell("currency", currency, at: prefix)
        spell("chainId", chainID, at: prefix)
      case .filter(let currency, let chainID):
        spell("currency", currency, at: "")
        spell("chainId", chainID, at: "")
      case .family: break
      }
    }
  }

  /// - Parameter prefix: empty, or `currencies/` with the index of a row and a slash.
  private mutating func spell(_ name: String, _ spelling: String?, at prefix: String) {
    guard let spelling else { return }
    let parts = prefix.split(separator: "/")
    guard parts.count == 2, let index = Int(parts[1]) else {
      arguments[name] = changed(arguments[name], prefix + name, spelling)
      return
    }
    var rows = arguments[String(parts[0])]?.array ?? []
    guard rows.indices.contains(index), var row = rows[index].object else { return }
    row[name] = changed(row[name], prefix + name, spelling)
    rows[index] = .object(row)
    arguments[String(parts[0])] = .array(rows)
  }

  private mutating func changed(_ value: JSONValue?, _ path: String, _ spelling: String) -> JSONValue? {
    guard let text = value?.string, !text.hasSameBytes(as: spelling) else { return value }
    changes.append((path, spelling))
    return .string(spelling)
  }

  /// The warning of the changed arguments; nil if there are none.
  var warning: Warning? {
    guard !changes.isEmpty else { return nil }
    let list = changes.map { LocalizedText(verbatim: "\($0.path) = \($0.spelling)") }
    return Warning(
      Warning.Code(rawValue: "argument_read"),
      detail: LocalizedText("Read as ", "已读作 ") + .list(list) + LocalizedText(".", "。"))
  }
}
