import HTTP
import JSON
package import SandboxModel

/// What the dashboard makes when there is nothing to show yet, for the sandbox's own key.
extension RequestContext {
  package static let sampleDepositor = "sample-user"

  /// Makes an order for 49.99 USDT.
  package func makeSampleOrder() throws -> Order {
    let tenant = Tenant.standard.id
    let latest = try store.orders.slice(.newest, limit: 1).rows.first?.sequence ?? 0
    var reference = "sample-\(latest + 1)"
    while try store.orders.find(reference: reference, tenant: tenant) != nil { reference += "x" }
    guard let asset = Asset(currency: "USDT", chainId: "ethereum-sepolia") else { throw APIError.notFound("Asset") }
    let draft = OrderDraft(
      reference: reference, amountText: "49.99", asset: asset, terms: .standard, successUrl: nil, cancelUrl: nil,
      metadata: nil)
    guard let order = try store.placement.place(draft, tenant: tenant, now: now) else {
      throw APIError.insufficientAddresses(asset.chain.addressProtocol)
    }
    return order
  }

  /// Lets 25 tokens arrive for a depositor, who gets an address first if there is none.
  package func makeSampleDeposit() throws {
    let bound = try store.binding.bind(
      Self.sampleDepositor, .evm, metadata: nil, tenant: Tenant.standard.id, now: now)
    guard bound != nil else { throw APIError.insufficientAddresses(.evm) }
    let body = try request.posting(["depositReference": .string(Self.sampleDepositor), "amount": "25"])
    let own = RequestContext(
      request: body, parameters: [], tenant: try Tenant(["Authorization": "Bearer \(SandboxKeys.full)"]), now: now,
      settings: settings, store: store, afterCommit: afterCommit)
    _ = try PaymentSimulation(context: own, fields: try Fields(body)).run()
  }

  /// Makes a payment link and publishes it.
  package func makeSampleLink() throws -> PaymentLink {
    let sequence = try store.paymentLinks.nextSequence()
    let options = ["ethereum-sepolia", "polygon-amoy"].map { PaymentOption(currency: "USDC", chainId: $0) }
    let draft = PaymentLinkDraft(
      title: "Coffee beans", description: "One kilogram, roasted this week.", amountText: "25", amountType: .fixed,
      options: options, inventoryTotal: 5, expiresAt: nil, metadata: nil)
    var link = draft.link(
      sequence: sequence, id: store.identifiers.id("pl", sequence), slug: try freeSlug(sequence),
      tenant: Tenant.standard.id, now: now)
    try link.lifecycle.publish(at: now)
    try store.paymentLinks.insert(link)
    return link
  }

  /// The path of a page that shows a link whatever its status, for ten minutes.
  package func previewPath(of link: PaymentLink) -> String {
    let token = PreviewToken(seed: store.identifiers.seed)
      .text(for: link.id, until: now.adding(minutes: PreviewToken.minutes))
    return "/checkout/preview/\(settings.dialect.shown(link.id))?token=\(token)"
  }
}
