import JSON

/// The form of an API's requests and replies: paths, names, envelopes and errors. The resources are the same.
package enum APIDialect: String, Sendable, CaseIterable {
  /// The dialect is detected from the API's replies.
  case auto
  /// The form of the API's documentation.
  case documented
  /// The form in which the vendor's published code answers, which differs from the documentation.
  case published
}

extension APIDialect {
  /// Members that only replies of the published code have.
  private static let publishedNames = [
    "organization_id", "order_reference", "deposit_reference", "created_at", "is_archived", "paymentAddress",
    "depositAddress", "monitoringTargets",
  ]

  /// Members that only a documented reply has.
  private static let documentedNames = [
    "orderReference", "monitoredChains", "boundAt", "checkoutUrl", "createdAt",
  ]

  /// Detects the dialect of a reply; nil if the reply fits both. Pure.
  ///
  /// Only replies of documented operations are considered: others mix the forms.
  init?(detectedIn envelope: Envelope, of operation: Operation) {
    guard Self.distinctive.contains(operation) else { return nil }
    let data = envelope.data
    if Self.lists.contains(where: { data[$0]?.array != nil }) {
      self = .documented
      return
    }
    guard let row = (data.array?.first ?? data).object else { return nil }
    if Self.publishedNames.contains(where: { row[$0] != nil }) {
      self = .published
    } else if Self.documentedNames.contains(where: { row[$0] != nil }) {
      self = .documented
    } else {
      return nil
    }
  }

  /// The members of `data` that contain the rows of a documented list; in the published dialect `data` is the rows.
  private static let lists = ["orders", "deposits"]

  private static let distinctive: [Operation] = [
    .createOrder, .order, .orders, .bindDepositAddress, .depositReference, .deposits, .createPaymentLink,
    .publishPaymentLink, .archivePaymentLink,
  ]
}
