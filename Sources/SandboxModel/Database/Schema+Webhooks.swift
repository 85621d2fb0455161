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
