/// The schema, as the list of migrations that lead to it. A migration that was released is never edited.
package enum Schema {
  private static let migrations = [
    initial, paymentLinkOrders, addressOrigin, controls, webhooks, orderCounts, clientTasks, clientTaskEnds,
    reorganisations, stories, serverAddress, dashboard, orderTotals, transferTotals, paymentLinkTotals, deliveryTotals,
    orderReferences,
  ]

  /// Brings a file of any earlier version up to date. Processes that start at the same time take turns.
  package static func migrate(_ database: Database) throws {
    try migrate(database, to: migrations.count)
  }

  /// Brings a file up to a version, as an earlier program would have.
  static func migrate(_ database: Database, to wanted: Int) throws {
    guard try version(of: database) != wanted else { return }
    try database.transaction(.writing) {
      let version = try version(of: database)
      guard version <= migrations.count else {
        throw SandboxError(.databaseTooNew, detail: "version \(version), known up to \(migrations.count)")
      }
      for migration in migrations[version..<max(version, wanted)] {
        try database.executeScript(migration)
      }
      try database.executeScript("PRAGMA user_version = \(max(version, wanted))")
    }
  }

  private static func version(of database: Database) throws(DatabaseError) -> Int {
    Int(try database.number("PRAGMA user_version"))
  }
}

extension Schema {
  /// The table of orders from payment links. The numbers of reserved and sold items follow from it, so they are stored
  /// in no other place.
  package static let paymentLinkOrders =
    """
    CREATE TABLE payment_link_orders (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      payment_link_id TEXT NOT NULL REFERENCES payment_links (id),
      order_id TEXT NOT NULL UNIQUE REFERENCES orders (id),
      buyer_email TEXT NOT NULL
    ) STRICT;
    CREATE INDEX payment_link_orders_of_link ON payment_link_orders (payment_link_id, sequence);

    ALTER TABLE payment_links DROP COLUMN inventory_reserved;
    ALTER TABLE payment_links DROP COLUMN inventory_sold;
    ALTER TABLE payment_links ADD COLUMN amount_type TEXT NOT NULL DEFAULT 'fixed'
      CHECK (amount_type IN ('fixed', 'user_input'));
    ALTER TABLE payment_links ADD COLUMN call_to_action TEXT;
    ALTER TABLE payment_links ADD COLUMN theme TEXT NOT NULL DEFAULT 'dark';
    ALTER TABLE payment_links ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
    UPDATE payment_links SET amount_type = 'user_input' WHERE trim(amount, '0.') = '';
    UPDATE payment_links SET updated_at = COALESCE(published_at, created_at);
    """
}

extension Schema {
  /// The time at which addresses came into the pool, and indexes from an address to its user.
  static let addressOrigin =
    """
    ALTER TABLE addresses ADD COLUMN created_at INTEGER;
    CREATE INDEX addresses_of_protocol ON addresses (protocol, number);
    CREATE INDEX orders_of_address ON orders (address) WHERE status = 'pending';
    CREATE INDEX bindings_of_address ON bindings (address) WHERE unbound_at IS NULL;
    """
}

extension Schema {
  /// The tables of the clock and the faults.
  static let controls =
    """
    CREATE TABLE clock (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      ahead_milliseconds INTEGER NOT NULL DEFAULT 0 CHECK (ahead_milliseconds >= 0),
      latest INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    INSERT INTO clock (id) VALUES (1);

    CREATE TABLE faults (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      route TEXT NOT NULL,
      kind TEXT NOT NULL,
      status INTEGER,
      delay_milliseconds INTEGER NOT NULL DEFAULT 0,
      retry_after_seconds INTEGER,
      probability_millionths INTEGER NOT NULL,
      seed INTEGER NOT NULL,
      draws INTEGER NOT NULL DEFAULT 0,
      hits INTEGER NOT NULL DEFAULT 0,
      remaining INTEGER CHECK (remaining >= 0)
    ) STRICT;
    """
}

extension Schema {
  /// The number of orders of each tenant, kept by triggers: every list reports the total, and counting ten thousand
  /// rows for a page of twenty took a millisecond. Also an index for the order in which transfers are added up.
  static let orderCounts =
    """
    CREATE TABLE order_counts (
      tenant TEXT NOT NULL,
      status TEXT NOT NULL,
      orders INTEGER NOT NULL,
      PRIMARY KEY (tenant, status)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO order_counts SELECT tenant, status, COUNT(*) FROM orders GROUP BY tenant, status;

    CREATE TRIGGER orders_counted_in AFTER INSERT ON orders BEGIN
      INSERT INTO order_counts VALUES (NEW.tenant, NEW.status, 1) ON CONFLICT DO UPDATE SET orders = orders + 1;
    END;
    CREATE TRIGGER orders_counted_anew AFTER UPDATE OF status ON orders BEGIN
      UPDATE order_counts SET orders = orders - 1 WHERE tenant = OLD.tenant AND status = OLD.status;
      INSERT INTO order_counts VALUES (NEW.tenant, NEW.status, 1) ON CONFLICT DO UPDATE SET orders = orders + 1;
    END;
    CREATE TRIGGER orders_counted_out AFTER DELETE ON orders BEGIN
      UPDATE order_counts SET orders = orders - 1 WHERE tenant = OLD.tenant AND status = OLD.status;
    END;

    DROP INDEX transfers_of_order;
    CREATE INDEX transfers_of_order ON transfers (order_id, confirmed_at) WHERE order_id IS NOT NULL;
    """
}

extension Schema {
  /// The tables of webhook events, endpoints and deliveries.
  package static let webhooks =
    """
    CREATE TABLE webhook_endpoints (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      tenant TEXT,
      name TEXT NOT NULL,
      description TEXT,
      url TEXT NOT NULL,
      secret TEXT NOT NULL,
      scheme TEXT NOT NULL CHECK (scheme IN ('hex', 'timestamped')),
      subscribed_events TEXT NOT NULL,
      max_retries INTEGER NOT NULL,
      timeout_ms INTEGER NOT NULL,
      is_enabled INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      deleted_at INTEGER
    ) STRICT;
    CREATE INDEX webhook_endpoints_of_tenant ON webhook_endpoints (tenant) WHERE deleted_at IS NULL;

    CREATE TABLE webhook_events (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL,
      tenant TEXT NOT NULL,
      type TEXT NOT NULL,
      business_type TEXT NOT NULL
        CHECK (business_type = 'order' OR business_type = 'deposit' OR business_type = 'test'),
      business_id TEXT NOT NULL,
      deposit_reference TEXT,
      created_at INTEGER NOT NULL,
      body TEXT NOT NULL,
      UNIQUE (tenant, id)
    ) STRICT;
    CREATE INDEX webhook_events_by_business ON webhook_events (business_id);
    CREATE INDEX webhook_events_by_depositor ON webhook_events (deposit_reference) WHERE deposit_reference IS NOT NULL;

    CREATE TABLE webhook_deliveries (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      tenant TEXT NOT NULL,
      event INTEGER NOT NULL REFERENCES webhook_events (sequence),
      endpoint TEXT REFERENCES webhook_endpoints (id),
      url TEXT NOT NULL,
      business_id TEXT NOT NULL,
      status TEXT NOT NULL CHECK (
        status = 'pending' OR status = 'sending' OR status = 'success' OR status = 'failed' OR status = 'cancelled'),
      attempts INTEGER NOT NULL DEFAULT 0,
      due_at INTEGER,
      created_at INTEGER NOT NULL,
      sent_at INTEGER,
      completed_at INTEGER,
      response_status INTEGER,
      response_body TEXT,
      milliseconds INTEGER,
      problem TEXT
    ) STRICT;
    CREATE INDEX webhook_deliveries_due ON webhook_deliveries (due_at) WHERE due_at IS NOT NULL;
    CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (endpoint, business_id) WHERE due_at IS NOT NULL;
    CREATE INDEX webhook_deliveries_of_tenant ON webhook_deliveries (tenant, sequence);
    """
}
