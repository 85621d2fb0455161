/// A token that a payment link takes, with all the chains it takes it on.
struct OpenCurrency {
  let name: String
  let chainIds: [String]
  let amountText: String?
  var isPrimary: Bool
  /// JSON text.
  let metadata: String?
}

extension PaymentLink {
  /// The options by token: the primary ones first, then in the order of first mention. If none is, the first is.
  var openCurrencies: [OpenCurrency] {
    var names: [String] = []
    for option in options where !names.contains(option.currency) { names.append(option.currency) }
    var currencies = names.compactMap { name -> OpenCurrency? in
      let options = options.filter { $0.currency == name }
      return options.first.map { first in
        OpenCurrency(
          name: name, chainIds: options.map(\.chainId), amountText: first.amountText, isPrimary: first.isPrimary,
          metadata: first.metadata)
      }
    }
    if !currencies.contains(where: \.isPrimary), !currencies.isEmpty { currencies[0].isPrimary = true }
    return currencies.filter(\.isPrimary) + currencies.filter { !$0.isPrimary }
  }
}
