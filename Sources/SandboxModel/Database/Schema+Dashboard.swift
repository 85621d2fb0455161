extension Schema {
  /// Each attempt to deliver a webhook, and indexes for what the dashboard shows: the newest deposits, the deliveries of
  /// an event, and the order whose payment window ends next.
  static let dashboard =
    """
    CREATE TABLE IF NOT EXISTS webhook_attempts (
      sequence INTEGER PRIMARY KEY,
      delivery TEXT NOT NULL REFERENCES webhook_deliveries (id),
      number INTEGER NOT NULL,
      ended_at INTEGER NOT NULL,
      response_status INTEGER,
      milliseconds INTEGER NOT NULL,
      problem TEXT,
      signature TEXT
    ) STRICT;
    CREATE INDEX IF NOT EXISTS webhook_attempts_of_delivery ON webhook_attempts (delivery, sequence);

    CREATE INDEX IF NOT EXISTS webhook_deliveries_of_event ON webhook_deliveries (event);
    CREATE INDEX IF NOT EXISTS deposits_by_sequence ON transfers (sequence) WHERE deposit_reference IS NOT NULL;
    CREATE INDEX IF NOT EXISTS orders_by_window ON orders (window_ends_at) WHERE status = 'pending';
    """
}
