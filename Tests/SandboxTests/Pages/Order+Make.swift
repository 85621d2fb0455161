import Testing

@testable import Sandbox

extension Order {
  /// Made at zero, to be paid within 10 minutes and 5 of grace.
  static func make(
    asset: (currency: String, chainId: String) = ("USDC", "ethereum-sepolia"), amount: String = "10.50",
    status: OrderStatus = .pending, successUrl: String? = nil, cancelUrl: String? = nil
  ) throws -> Order {
    let start = Timestamp(milliseconds: 0)
    return Order(
      sequence: 1, id: "ord_0123456789abcdef", tenant: "tenant", reference: "order-1", amountText: amount,
      currency: asset.currency, chainId: asset.chainId, address: "0x81d5c9300f9c17102401543f03d12befc54953f4",
      status: status, terms: try #require(PaymentTerms(windowMinutes: 10, graceMinutes: 5)), createdAt: start,
      windowEndsAt: start.adding(minutes: 10), graceEndsAt: start.adding(minutes: 15), successUrl: successUrl,
      cancelUrl: cancelUrl, metadata: nil, transactionHash: nil, endedAt: status == .pending ? nil : start)
  }
}
