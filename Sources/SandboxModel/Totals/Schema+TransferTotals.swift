extension Schema {
  /// The numbers and sums of transfers, kept by triggers as those of orders are, and at once for each depositor. Also the
  /// indexes by which lists of transfers find their rows.
  static let transferTotals =
    """
    ALTER TABLE transfers ADD COLUMN amount_high INTEGER
      AS (CAST(substr(amount, 1, instr(amount || '.', '.') - 1) AS INTEGER) / 10000);
    ALTER TABLE transfers ADD COLUMN amount_low INTEGER
      AS (CAST(substr(amount, 1, instr(amount || '.', '.') - 1) AS INTEGER) % 10000 * 1000000
        + CAST(substr(substr(amount, instr(amount || '.', '.') + 1) || '000000', 1, 6) AS INTEGER));
    ALTER TABLE transfers ADD COLUMN business_type TEXT AS (IIF(deposit_reference IS NULL, 'order', 'deposit'));
    ALTER TABLE transfers ADD COLUMN counts INTEGER AS (refusal IS NULL AND dropped_at IS NULL);
    ALTER TABLE transfers ADD COLUMN is_confirmed INTEGER AS (confirmed_at IS NOT NULL);

    CREATE TABLE transfer_totals (
      tenant TEXT NOT NULL,
      block INTEGER NOT NULL,
      business_type TEXT NOT NULL,
      counts INTEGER NOT NULL,
      is_confirmed INTEGER NOT NULL,
      chain_id TEXT NOT NULL,
      currency TEXT NOT NULL,
      transfers INTEGER NOT NULL,
      amount_high INTEGER NOT NULL,
      amount_low INTEGER NOT NULL,
      first_sequence INTEGER NOT NULL,
      first_detected_at INTEGER NOT NULL,
      last_detected_at INTEGER NOT NULL,
      PRIMARY KEY (tenant, block, business_type, counts, is_confirmed, chain_id, currency)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO transfer_totals
    SELECT tenant, sequence >> 9, business_type, counts, is_confirmed, chain_id, currency, COUNT(*),
      SUM(amount_high), SUM(amount_low), MIN(sequence), MIN(detected_at), MAX(detected_at)
    FROM transfers WHERE sequence | 511 <= (SELECT MAX(sequence) FROM transfers)
    GROUP BY tenant, sequence >> 9, business_type, counts, is_confirmed, chain_id, currency;
    DROP INDEX deposits_of_tenant;
    DROP INDEX deposits_by_reference;
    CREATE INDEX deposits_by_reference
      ON transfers (tenant, deposit_reference, sequence, counts, is_confirmed, chain_id, currency)
      WHERE deposit_reference IS NOT NULL;
    CREATE INDEX transfers_by_group
      ON transfers (tenant, business_type, counts, is_confirmed, chain_id, currency, sequence, detected_at);
    CREATE INDEX transfers_dropped ON transfers (sequence) WHERE dropped_at IS NOT NULL;
    CREATE INDEX transfers_by_confirmation ON transfers (tenant, confirmed_at) WHERE counts = 1;
    CREATE INDEX transfers_by_amount ON transfers (tenant, amount_high, amount_low) WHERE counts = 1;

    CREATE TRIGGER transfers_totalled_in AFTER INSERT ON transfers WHEN NEW.sequence & 511 = 511 BEGIN
      DELETE FROM transfer_totals WHERE block = NEW.sequence >> 9;
      INSERT INTO transfer_totals
      SELECT tenant, sequence >> 9, business_type, counts, is_confirmed, chain_id, currency, COUNT(*),
        SUM(amount_high), SUM(amount_low), MIN(sequence), MIN(detected_at), MAX(detected_at)
      FROM transfers WHERE sequence BETWEEN NEW.sequence - 511 AND NEW.sequence
      GROUP BY tenant, sequence >> 9, business_type, counts, is_confirmed, chain_id, currency;
    END;

    CREATE TRIGGER transfers_totalled_anew AFTER UPDATE ON transfers
    WHEN NEW.sequence | 511 <= (SELECT MAX(sequence) FROM transfers)
      AND (NEW.counts IS NOT OLD.counts OR NEW.is_confirmed IS NOT OLD.is_confirmed
        OR NEW.detected_at IS NOT OLD.detected_at) BEGIN
      UPDATE transfer_totals SET transfers = transfers - 1, amount_high = amount_high - OLD.amount_high,
        amount_low = amount_low - OLD.amount_low
      WHERE tenant = OLD.tenant AND block = OLD.sequence >> 9 AND business_type = OLD.business_type
        AND counts = OLD.counts AND is_confirmed = OLD.is_confirmed AND chain_id = OLD.chain_id
        AND currency = OLD.currency;
      INSERT INTO transfer_totals VALUES (NEW.tenant, NEW.sequence >> 9, NEW.business_type, NEW.counts,
        NEW.is_confirmed, NEW.chain_id, NEW.currency, 1, NEW.amount_high, NEW.amount_low, NEW.sequence,
        NEW.detected_at, NEW.detected_at)
      ON CONFLICT DO UPDATE SET transfers = transfers + excluded.transfers,
        amount_high = amount_high + excluded.amount_high, amount_low = amount_low + excluded.amount_low,
        first_sequence = MIN(first_sequence, excluded.first_sequence),
        first_detected_at = MIN(first_detected_at, excluded.first_detected_at),
        last_detected_at = MAX(last_detected_at, excluded.last_detected_at);
    END;

    CREATE TRIGGER transfers_totalled_out AFTER DELETE ON transfers
    WHEN OLD.sequence | 511 <= (SELECT MAX(sequence) FROM transfers) BEGIN
      UPDATE transfer_totals SET transfers = transfers - 1, amount_high = amount_high - OLD.amount_high,
        amount_low = amount_low - OLD.amount_low
      WHERE tenant = OLD.tenant AND block = OLD.sequence >> 9 AND business_type = OLD.business_type
        AND counts = OLD.counts AND is_confirmed = OLD.is_confirmed AND chain_id = OLD.chain_id
        AND currency = OLD.currency;
    END;

    CREATE TABLE deposit_totals (
      tenant TEXT NOT NULL,
      reference TEXT NOT NULL,
      currency TEXT NOT NULL,
      is_confirmed INTEGER NOT NULL,
      deposits INTEGER NOT NULL,
      amount_high INTEGER NOT NULL,
      amount_low INTEGER NOT NULL,
      first_sequence INTEGER NOT NULL,
      last_detected_at INTEGER NOT NULL,
      PRIMARY KEY (tenant, reference, currency, is_confirmed)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO deposit_totals
    SELECT tenant, deposit_reference, currency, is_confirmed, COUNT(*), SUM(amount_high), SUM(amount_low),
      MIN(sequence), MAX(detected_at)
    FROM transfers WHERE deposit_reference IS NOT NULL AND counts
    GROUP BY tenant, deposit_reference, currency, is_confirmed;

    CREATE TRIGGER deposits_totalled_in AFTER INSERT ON transfers
    WHEN NEW.deposit_reference IS NOT NULL AND NEW.counts BEGIN
      INSERT INTO deposit_totals VALUES (
        NEW.tenant, NEW.deposit_reference, NEW.currency, NEW.is_confirmed, 1, NEW.amount_high, NEW.amount_low,
        NEW.sequence, NEW.detected_at)
      ON CONFLICT DO UPDATE SET deposits = deposits + excluded.deposits,
        amount_high = amount_high + excluded.amount_high, amount_low = amount_low + excluded.amount_low,
        first_sequence = MIN(first_sequence, excluded.first_sequence),
        last_detected_at = MAX(last_detected_at, excluded.last_detected_at);
    END;
    CREATE TRIGGER deposits_totalled_anew AFTER UPDATE ON transfers
    WHEN NEW.deposit_reference IS NOT NULL AND (NEW.counts <> OLD.counts OR NEW.is_confirmed <> OLD.is_confirmed
      OR NEW.detected_at <> OLD.detected_at) BEGIN
      UPDATE deposit_totals SET deposits = deposits - 1, amount_high = amount_high - OLD.amount_high,
        amount_low = amount_low - OLD.amount_low
      WHERE OLD.counts AND tenant = OLD.tenant AND reference = OLD.deposit_reference AND currency = OLD.currency
        AND is_confirmed = OLD.is_confirmed;
      INSERT INTO deposit_totals
      SELECT NEW.tenant, NEW.deposit_reference, NEW.currency, NEW.is_confirmed, 1, NEW.amount_high, NEW.amount_low,
        NEW.sequence, NEW.detected_at WHERE NEW.counts
      ON CONFLICT DO UPDATE SET deposits = deposits + excluded.deposits,
        amount_high = amount_high + excluded.amount_high, amount_low = amount_low + excluded.amount_low,
        first_sequence = MIN(first_sequence, excluded.first_sequence),
        last_detected_at = MAX(last_detected_at, excluded.last_detected_at);
    END;
    CREATE TRIGGER deposits_totalled_out AFTER DELETE ON transfers
    WHEN OLD.deposit_reference IS NOT NULL AND OLD.counts BEGIN
      UPDATE deposit_totals SET deposits = deposits - 1, amount_high = amount_high - OLD.amount_high,
        amount_low = amount_low - OLD.amount_low
      WHERE tenant = OLD.tenant AND reference = OLD.deposit_reference AND currency = OLD.currency
        AND is_confirmed = OLD.is_confirmed;
    END;

    CREATE TRIGGER transfers_timed_in AFTER INSERT ON transfers WHEN NEW.order_id IS NOT NULL AND NEW.counts BEGIN
      UPDATE orders SET first_detected_at = NEW.detected_at
      WHERE id = NEW.order_id AND (first_detected_at IS NULL OR first_detected_at > NEW.detected_at);
    END;
    CREATE TRIGGER transfers_timed_anew AFTER UPDATE ON transfers
    WHEN NEW.order_id IS NOT NULL AND (NEW.counts <> OLD.counts OR NEW.detected_at <> OLD.detected_at) BEGIN
      UPDATE orders SET first_detected_at =
        (SELECT MIN(detected_at) FROM transfers WHERE order_id = NEW.order_id AND counts)
      WHERE id = NEW.order_id;
    END;
    CREATE TRIGGER transfers_timed_out AFTER DELETE ON transfers WHEN OLD.order_id IS NOT NULL BEGIN
      UPDATE orders SET first_detected_at =
        (SELECT MIN(detected_at) FROM transfers WHERE order_id = OLD.order_id AND counts)
      WHERE id = OLD.order_id;
    END;
    """
}
