import HTTP

@testable import PayIn

extension PayInClient {
  static func make(
    _ transport: any HTTPTransport, url: String = "https://testnet.payin.com/api/v1", sandboxToken: String? = nil,
    allowsWrites: Bool = true, limits: CallLimits = CallLimits(), checksDuplicates: Bool = false,
    dialect: APIDialect = .auto,
    time: TimeSource = ManualTime().source()
  ) throws -> PayInClient {
    let target = Target(
      baseURL: try BaseURL(url), apiKey: try APIKey(APIKey.canary), sandboxToken: sandboxToken,
      allowsWrites: allowsWrites)
    return PayInClient(
      target: target, transport: transport, limits: limits, checksDuplicates: checksDuplicates,
      account: AccountState(limits, dialect: dialect), time: time,
      makeRequestID: { "req_1" })
  }
}

extension NewOrder {
  static func make(amount: String = "10.50") throws -> NewOrder {
    NewOrder(reference: "order_1", amount: try Amount(amount), currency: "USDT", chainID: "ethereum-sepolia")
  }
}
