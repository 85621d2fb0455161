/// What tools are chosen by: those of one subject.
enum ToolSet: String, CaseIterable, Sendable {
  case orders
  case deposits
  case paymentLinks = "payment_links"
  case webhooks
  case account
  case docs
  /// What only the embedded sandbox can do.
  case sandbox

  /// In the order they are listed. A tool that is in no set could not be chosen.
  var tools: [String] { standard + further }

  /// On unless something else is asked for.
  var standard: [String] {
    switch self {
    case .orders: ["create_order", "get_order", "list_orders", "wait_for_order"]
    case .deposits:
      ["bind_deposit_address", "unbind_deposit_address", "get_deposit_reference", "list_deposits", "wait_for_deposit"]
    case .paymentLinks: ["create_payment_link", "publish_payment_link", "archive_payment_link"]
    case .webhooks: ["verify_webhook"]
    case .account: ["get_status", "list_assets"]
    case .docs: ["search_docs"]
    case .sandbox: ["simulate_payment", "deliver_webhook", "advance_clock", "inject_fault", "reset_sandbox"]
    }
  }

  /// Off unless asked for.
  private var further: [String] {
    switch self {
    case .orders: ["get_order_stats"]
    case .deposits: ["list_deposit_references", "list_transfers", "get_deposit_stats"]
    case .paymentLinks:
      [
        "get_payment_link", "list_payment_links", "update_payment_link", "update_payment_link_currencies",
        "unpublish_payment_link", "restore_payment_link", "get_payment_link_stats", "get_payment_link_preview_url",
        "list_payment_link_orders",
      ]
    case .webhooks: ["sample_webhook"]
    case .account: ["check_address_pool", "list_pool_addresses"]
    case .docs, .sandbox: []
    }
  }
}
