/// The repositories on one database, and the services that work on them.
package struct SandboxStore {
  /// The settings that the services use, fixed when the sandbox starts.
  package struct Settings: Sendable {
    package let identifiers: Identifiers
    /// The time in minutes for which a released address is kept back.
    package let cooldownMinutes: Int
    package let machineClock: MonotonicClock
    package let webhooks: WebhookSettings
    /// Makes the event that webhooks carry for a domain event; nil if the sandbox's dialect has none for it.
    let describe: @Sendable (DomainEvent, Timestamp) -> WebhookEvent?

    package init(
      identifiers: Identifiers, cooldownMinutes: Int, machineClock: MonotonicClock, webhooks: WebhookSettings,
      describe: @escaping @Sendable (DomainEvent, Timestamp) -> WebhookEvent?
    ) {
      self.identifiers = identifiers
      self.cooldownMinutes = cooldownMinutes
      self.machineClock = machineClock
      self.webhooks = webhooks
      self.describe = describe
    }
  }

  package let database: Database
  package let settings: Settings

  package init(
    database: Database, settings: Settings
  ) {
    self.database = database
    self.settings = settings
  }

  package var identifiers: Identifiers { settings.identifiers }
  package var webhooks: WebhookSettings { settings.webhooks }
  package var clock: SandboxClock { SandboxClock(database: database, machine: settings.machineClock) }

  // MARK: Rows

  package var orders: OrderRepository { OrderRepository(database: database) }
  package var transfers: TransferRepository { TransferRepository(database: database) }
  package var bindings: BindingRepository { BindingRepository(database: database) }
  package var paymentLinks: PaymentLinkRepository { PaymentLinkRepository(database: database) }
  package var paymentLinkOrders: PaymentLinkOrderRepository {
    PaymentLinkOrderRepository(database: database, orders: orders)
  }
  package var pool: AddressPool { AddressPool(database: database, cooldownMinutes: settings.cooldownMinutes) }
  package var events: EventRepository { EventRepository(database: database) }
  package var endpoints: EndpointRepository { EndpointRepository(database: database) }
  package var deliveries: DeliveryRepository { DeliveryRepository(database: database) }
  package var faults: FaultRepository { FaultRepository(database: database) }
  package var stories: StoryRepository { StoryRepository(database: database) }

  // MARK: Services

  package var outbox: EventOutbox {
    EventOutbox(events: events, endpoints: endpoints, deliveries: deliveries, settings: settings)
  }
  package var placement: OrderPlacement {
    OrderPlacement(orders: orders, pool: pool, identifiers: identifiers, outbox: outbox)
  }
  package var settlement: OrderSettlement {
    OrderSettlement(orders: orders, transfers: transfers, pool: pool, outbox: outbox)
  }
  package var binding: DepositBinding { DepositBinding(bindings: bindings, pool: pool, outbox: outbox) }
}

/// The work that falls due without a request: deliveries to send, orders to end whose time is over, and steps of stories
/// to play.
package struct DueWork: Sendable {
  package let isDue: Bool
  /// The time at which the next work falls due; nil if there is none.
  package let next: Timestamp?
}

extension SandboxStore {
  /// Whether an order must be ended, or a step of a story played, before a request may read.
  package func hasDue(at now: Timestamp) throws -> Bool {
    // One statement for both: every read asks.
    try database.number(
      """
      SELECT EXISTS (SELECT 1 FROM orders WHERE status = 'pending' AND grace_ends_at <= ?)
        OR EXISTS (SELECT 1 FROM story_steps WHERE is_done = 0 AND due_at <= ?)
      """, [SQLValue(now), SQLValue(now)]) == 1
  }

  /// Finds the work that is due. Orders count only while an enabled endpoint is notified of their end; otherwise the
  /// next request ends them.
  /// - Parameter sending: the ids of the deliveries that this process is sending already.
  package func dueWork(at now: Timestamp, except sending: Set<String>) throws -> DueWork {
    let configured = webhooks.configuredEndpoint
    let hasSubscribers = try endpoints.hasEnabled(configured: configured)
    let isOrderDue = try hasSubscribers && orders.hasDue(now: now)
    let nextOrder = hasSubscribers ? try orders.nextDue(after: now) : nil
    let next = [
      nextOrder, try deliveries.nextDue(after: now, configured: configured), try stories.nextDue(after: now),
    ].compactMap(\.self).min()
    return DueWork(
      isDue: try isOrderDue || stories.hasDue(now: now)
        || deliveries.hasDue(at: now, except: sending, configured: configured), next: next)
  }
}
