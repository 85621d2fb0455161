/// One request to one route, with all it may use.
struct Call {
  let request: Request
  /// The values of the template's placeholders, from left to right.
  let parameters: [String]
  /// Nil on routes that need no key, and on controls that came without one.
  let tenant: Tenant?
  let now: Timestamp
  let settings: SandboxSettings
  let database: Database
  /// For what is to be done when the transaction is over.
  let errands: Errand.Slot

  var orders: OrderRepository { OrderRepository(database: database) }
  var transfers: TransferRepository { TransferRepository(database: database) }
  var bindings: BindingRepository { BindingRepository(database: database) }
  var paymentLinks: PaymentLinkRepository { PaymentLinkRepository(database: database) }
  var pool: AddressPool { AddressPool(database: database, cooldownMinutes: settings.cooldownMinutes) }
  var placement: OrderPlacement {
    OrderPlacement(orders: orders, pool: pool, identifiers: settings.identifiers, outbox: outbox)
  }
  var binding: DepositBinding { DepositBinding(bindings: bindings, pool: pool, outbox: outbox) }
  var settlement: OrderSettlement {
    OrderSettlement(orders: orders, transfers: transfers, pool: pool, outbox: outbox)
  }
  var clock: SandboxClock { SandboxClock(database: database, machine: settings.machineClock) }
  var pageToken: PageToken { PageToken(controlToken: settings.controlToken) }

  /// Of a route that needs a key.
  func tenantId() throws(APIError) -> String {
    guard let tenant else { throw .invalidKey }
    return tenant.id
  }
}

/// What the routes need to know of the configuration, its gaps filled.
struct SandboxSettings: Sendable {
  let identifiers: Identifiers
  let controlToken: String
  let cooldownMinutes: Int
  let allowsDuplicateReferences: Bool
  let dialect: Dialect
  let webhooks: WebhookSettings
  let machineClock: SteadyClock
}
