import PayIn

extension NewPaymentLink {
  static func make(_ title: String = "Invoice", amount: String = "2500") throws -> NewPaymentLink {
    NewPaymentLink(
      title: title, amount: try Amount(amount),
      currencies: [
        Price(currency: "USDT", chainID: "ethereum-sepolia"), Price(currency: "USDC", chainID: "polygon-amoy"),
      ])
  }
}
