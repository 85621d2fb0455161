import JSON

/// How an API speaks: its paths, names, envelopes and errors. What it tells of is the same.
package enum APIDialect: String, Sendable, CaseIterable {
  /// Not known yet: what the API answers will show it.
  case auto
  /// As the API is documented.
  case documented
  /// As the vendor's published code answers, which is not what the documentation says.
  case published
}

extension APIDialect {
  /// Columns and members that only the published code answers with.
  private static let publishedNames: Set = [
    "organization_id", "order_reference", "deposit_reference", "created_at", "is_archived", "paymentAddress",
    "depositAddress", "monitoringTargets",
  ]

  /// Members that only a documented reply has.
  private static let documentedNames: Set = [
    "orderReference", "monitoredChains", "boundAt", "checkoutUrl", "createdAt",
  ]

  /// What a reply gives away of the one who gave it; nil if it fits both. Pure.
  ///
  /// Only replies of documented operations are listened to: others mix the ways of writing.
  init?(detectedIn envelope: Envelope, of operation: Operation) {
    guard Self.telling.contains(operation) else { return nil }
    if Self.lists.contains(where: { envelope.data[$0]?.array != nil }) {
      self = .documented
      return
    }
    guard let row = (envelope.data.array?.first ?? envelope.data).object else { return nil }
    let names = row.members.map(\.name)
    if names.contains(where: Self.publishedNames.contains) {
      self = .published
    } else if names.contains(where: Self.documentedNames.contains) {
      self = .documented
    } else {
      return nil
    }
  }

  /// Where the documentation has the rows of a list; the published code has them in `data` itself.
  private static let lists = ["orders", "deposits"]

  private static let telling: [Operation] = [
    .createOrder, .order, .orders, .bindDepositAddress, .depositReference, .deposits, .createPaymentLink,
    .publishPaymentLink, .archivePaymentLink,
  ]
}
