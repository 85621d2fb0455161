import PayIn

extension NewOrder {
  static func make(
    _ reference: String = "order_1", amount: String = "10.50", currency: String = "USDC",
    chainID: String = "ethereum-sepolia"
  ) throws -> NewOrder {
    NewOrder(reference: reference, amount: try Amount(amount), currency: currency, chainID: chainID)
  }
}
