extension Schema {
  /// The tables of addresses, orders, bindings, transfers and payment links.
  ///
  /// Checks avoid IN: for more than two values SQLite builds a table in each run of a statement, which was a third of
  /// the time of a new order.
  package static let initial =
    """
    CREATE TABLE sandbox (seed INTEGER NOT NULL) STRICT;

    CREATE TABLE addresses (
      number INTEGER PRIMARY KEY,
      protocol TEXT NOT NULL,
      address TEXT NOT NULL UNIQUE,
      state TEXT NOT NULL DEFAULT 'available'
        CHECK (state = 'available' OR state = 'allocated' OR state = 'bound' OR state = 'archived'),
      recycled_at INTEGER,
      cooling_until INTEGER
    ) STRICT;
    CREATE INDEX addresses_available ON addresses (protocol, recycled_at, number) WHERE state = 'available';

    CREATE TABLE orders (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      tenant TEXT NOT NULL,
      reference TEXT NOT NULL,
      amount TEXT NOT NULL,
      currency TEXT NOT NULL,
      chain_id TEXT NOT NULL,
      address TEXT NOT NULL REFERENCES addresses (address),
      status TEXT NOT NULL DEFAULT 'pending' CHECK (status = 'pending' OR status = 'completed' OR status = 'expired'),
      window_minutes INTEGER NOT NULL,
      grace_minutes INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      window_ends_at INTEGER NOT NULL,
      grace_ends_at INTEGER NOT NULL,
      success_url TEXT,
      cancel_url TEXT,
      metadata TEXT,
      transaction_hash TEXT,
      ended_at INTEGER,
      CHECK ((status = 'pending') = (ended_at IS NULL))
    ) STRICT;
    CREATE INDEX orders_of_tenant ON orders (tenant, sequence);
    CREATE INDEX orders_by_reference ON orders (tenant, reference);
    CREATE INDEX orders_pending ON orders (grace_ends_at) WHERE status = 'pending';

    CREATE TABLE bindings (
      sequence INTEGER PRIMARY KEY,
      tenant TEXT NOT NULL,
      reference TEXT NOT NULL,
      protocol TEXT NOT NULL,
      address TEXT NOT NULL REFERENCES addresses (address),
      metadata TEXT,
      bound_at INTEGER NOT NULL,
      unbound_at INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX bindings_active ON bindings (tenant, reference, protocol) WHERE unbound_at IS NULL;
    CREATE INDEX bindings_by_reference ON bindings (reference) WHERE unbound_at IS NULL;

    CREATE TABLE transfers (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      transaction_hash TEXT NOT NULL,
      event_index INTEGER NOT NULL,
      tenant TEXT NOT NULL,
      order_id TEXT REFERENCES orders (id),
      deposit_reference TEXT,
      amount TEXT NOT NULL,
      currency TEXT NOT NULL,
      chain_id TEXT NOT NULL,
      address TEXT NOT NULL REFERENCES addresses (address),
      refusal TEXT,
      confirmations INTEGER NOT NULL,
      detected_at INTEGER NOT NULL,
      confirmed_at INTEGER,
      UNIQUE (transaction_hash, event_index),
      CHECK ((order_id IS NULL) <> (deposit_reference IS NULL))
    ) STRICT;
    CREATE INDEX transfers_of_order ON transfers (order_id) WHERE order_id IS NOT NULL;
    CREATE INDEX deposits_of_tenant ON transfers (tenant, sequence) WHERE deposit_reference IS NOT NULL;
    CREATE INDEX deposits_by_reference ON transfers (tenant, deposit_reference) WHERE deposit_reference IS NOT NULL;

    CREATE TABLE payment_links (
      sequence INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      tenant TEXT NOT NULL,
      slug TEXT NOT NULL UNIQUE,
      title TEXT NOT NULL,
      description TEXT,
      amount TEXT NOT NULL,
      currencies TEXT NOT NULL,
      inventory_total INTEGER,
      inventory_reserved INTEGER NOT NULL DEFAULT 0,
      inventory_sold INTEGER NOT NULL DEFAULT 0,
      expires_at INTEGER,
      metadata TEXT,
      status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published')),
      is_archived INTEGER NOT NULL DEFAULT 0,
      created_at INTEGER NOT NULL,
      published_at INTEGER
    ) STRICT;
    """
}
