/// One tool, and how it stands to the API.
struct Probe: Sendable {
  enum Kind: Sendable, Equatable {
    case read
    /// Looked up before and after.
    case createOrder
    /// Can be looked for, as their effect is read by a documented route.
    case bind, unbind
    /// Looked for by routes that are not documented, and that the sandbox has.
    case createLink, changeLink
    /// Looked for, and never proven: the documented dialect shows no price of a currency's own, so none was seen to go.
    case changePrices
    /// Cannot be looked for; a repeat does no harm.
    case preview
    case simulate
    /// Removes what the other probes need, so it has a sandbox of its own.
    case reset
    /// Succeed whatever the API does.
    case status, assets, local
  }

  let name: String
  let kind: Kind

  var isWrite: Bool {
    switch kind {
    case .read, .status, .assets, .local: false
    default: true
    }
  }

  /// The outcome of a write without a fault.
  var outcome: String {
    ["create_order", "create_payment_link", "simulate_payment", "play_story", "inject_fault"].contains(name)
      ? "created" : "done"
  }

  /// Whether it is listed only if no key is set.
  var needsSandbox: Bool { kind == .simulate || kind == .reset }

  static let all = [
    Probe(name: "create_order", kind: .createOrder), Probe(name: "get_order", kind: .read),
    Probe(name: "list_orders", kind: .read), Probe(name: "bind_deposit_address", kind: .bind),
    Probe(name: "unbind_deposit_address", kind: .unbind), Probe(name: "get_deposit_reference", kind: .read),
    Probe(name: "wait_for_order", kind: .read), Probe(name: "wait_for_deposit", kind: .read),
    Probe(name: "list_deposits", kind: .read), Probe(name: "create_payment_link", kind: .createLink),
    Probe(name: "publish_payment_link", kind: .changeLink), Probe(name: "archive_payment_link", kind: .changeLink),
    Probe(name: "unpublish_payment_link", kind: .changeLink), Probe(name: "restore_payment_link", kind: .changeLink),
    Probe(name: "update_payment_link", kind: .changeLink),
    Probe(name: "update_payment_link_currencies", kind: .changePrices),
    Probe(name: "get_payment_link_preview_url", kind: .preview),
    Probe(name: "get_payment_link", kind: .read), Probe(name: "list_payment_links", kind: .read),
    Probe(name: "list_transfers", kind: .read), Probe(name: "list_deposit_references", kind: .read),
    Probe(name: "list_pool_addresses", kind: .read),
    Probe(name: "verify_webhook", kind: .local), Probe(name: "sample_webhook", kind: .local),
    Probe(name: "search_docs", kind: .local), Probe(name: "export_code", kind: .local),
    Probe(name: "get_status", kind: .status),
    Probe(name: "list_assets", kind: .assets),
    Probe(name: "simulate_payment", kind: .simulate), Probe(name: "play_story", kind: .simulate),
    Probe(name: "deliver_webhook", kind: .simulate),
    Probe(name: "advance_clock", kind: .simulate), Probe(name: "inject_fault", kind: .simulate),
    Probe(name: "reset_sandbox", kind: .reset),
  ]
}
