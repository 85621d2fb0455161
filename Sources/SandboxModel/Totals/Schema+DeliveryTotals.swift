extension Schema {
  /// The numbers of deliveries, kept by triggers as those of orders are, with the type of the event in each delivery's
  /// row. Also the indexes by which lists of deliveries and events find their rows.
  static let deliveryTotals =
    """
    ALTER TABLE webhook_deliveries ADD COLUMN event_type TEXT NOT NULL DEFAULT '';
    ALTER TABLE webhook_deliveries ADD COLUMN business_type TEXT NOT NULL DEFAULT '';
    ALTER TABLE webhook_deliveries ADD COLUMN receiver TEXT AS (IFNULL(endpoint, ''));
    UPDATE webhook_deliveries SET (event_type, business_type) =
      (SELECT type, business_type FROM webhook_events WHERE sequence = event);

    CREATE TABLE delivery_totals (
      tenant TEXT NOT NULL,
      block INTEGER NOT NULL,
      receiver TEXT NOT NULL,
      event_type TEXT NOT NULL,
      business_type TEXT NOT NULL,
      status TEXT NOT NULL,
      deliveries INTEGER NOT NULL,
      retried INTEGER NOT NULL,
      timed INTEGER NOT NULL,
      milliseconds INTEGER NOT NULL,
      first_created_at INTEGER NOT NULL,
      last_created_at INTEGER NOT NULL,
      PRIMARY KEY (tenant, block, receiver, event_type, business_type, status)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO delivery_totals
    SELECT tenant, sequence >> 9, receiver, event_type, business_type, status, COUNT(*), SUM(attempts > 1),
      COUNT(milliseconds), IFNULL(SUM(milliseconds), 0), MIN(created_at), MAX(created_at)
    FROM webhook_deliveries WHERE sequence | 511 <= (SELECT MAX(sequence) FROM webhook_deliveries)
    GROUP BY tenant, sequence >> 9, receiver, event_type, business_type, status;
    CREATE INDEX webhook_deliveries_by_group ON webhook_deliveries
      (tenant, receiver, event_type, business_type, status, sequence, created_at);
    CREATE INDEX webhook_deliveries_by_business ON webhook_deliveries (business_id);
    CREATE INDEX webhook_events_of_tenant ON webhook_events (tenant, sequence);

    CREATE TRIGGER deliveries_totalled_in AFTER INSERT ON webhook_deliveries WHEN NEW.sequence & 511 = 511 BEGIN
      INSERT INTO delivery_totals
      SELECT tenant, sequence >> 9, receiver, event_type, business_type, status, COUNT(*), SUM(attempts > 1),
        COUNT(milliseconds), IFNULL(SUM(milliseconds), 0), MIN(created_at), MAX(created_at)
      FROM webhook_deliveries WHERE sequence BETWEEN NEW.sequence - 511 AND NEW.sequence
      GROUP BY tenant, sequence >> 9, receiver, event_type, business_type, status;
    END;

    CREATE TRIGGER deliveries_totalled_anew AFTER UPDATE ON webhook_deliveries
    WHEN NEW.sequence | 511 <= (SELECT MAX(sequence) FROM webhook_deliveries)
      AND (NEW.status IS NOT OLD.status OR NEW.attempts IS NOT OLD.attempts
        OR NEW.milliseconds IS NOT OLD.milliseconds) BEGIN
      UPDATE delivery_totals SET deliveries = deliveries - 1, retried = retried - (OLD.attempts > 1),
        timed = timed - (OLD.milliseconds IS NOT NULL), milliseconds = milliseconds - IFNULL(OLD.milliseconds, 0)
      WHERE tenant = OLD.tenant AND block = OLD.sequence >> 9 AND receiver = OLD.receiver
        AND event_type = OLD.event_type AND business_type = OLD.business_type AND status = OLD.status;
      INSERT INTO delivery_totals VALUES (NEW.tenant, NEW.sequence >> 9, NEW.receiver, NEW.event_type,
        NEW.business_type, NEW.status, 1, (NEW.attempts > 1), (NEW.milliseconds IS NOT NULL),
        IFNULL(NEW.milliseconds, 0), NEW.created_at, NEW.created_at)
      ON CONFLICT DO UPDATE SET deliveries = deliveries + excluded.deliveries, retried = retried + excluded.retried,
        timed = timed + excluded.timed, milliseconds = milliseconds + excluded.milliseconds,
        first_created_at = MIN(first_created_at, excluded.first_created_at),
        last_created_at = MAX(last_created_at, excluded.last_created_at);
    END;
    """
}
