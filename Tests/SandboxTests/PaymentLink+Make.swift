@testable import Sandbox

extension PaymentLink {
  /// Published, 25 USDC or 24 USDT on one chain, without limits.
  static func make(
    published: Bool = true, archived: Bool = false, amount: String = "25", type: AmountType = .fixed,
    options: [PaymentOption]? = nil, total: Int? = nil, reserved: Int = 0, sold: Int = 0, expiresAt: Timestamp? = nil
  ) -> PaymentLink {
    let start = Timestamp(milliseconds: 0)
    return PaymentLink(
      sequence: 1, id: "pl_0123456789abcdef", tenant: "t",
      lifecycle: PaymentLinkLifecycle(
        status: published ? .published : .draft, isArchived: archived, slug: "slug",
        publishedAt: published ? start : nil),
      title: "T", description: nil, amountText: amount, amountType: type,
      options: options ?? [
        PaymentOption(currency: "USDC", chainId: "ethereum-sepolia"),
        PaymentOption(currency: "USDT", chainId: "ethereum-sepolia", amountText: "24"),
      ], inventory: Inventory(total: total, reserved: reserved, sold: sold), expiresAt: expiresAt, metadata: nil,
      callToAction: nil, theme: "dark", createdAt: start, updatedAt: start)
  }
}
