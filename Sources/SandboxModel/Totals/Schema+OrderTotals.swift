extension Schema {
  /// The numbers and sums of orders, kept by triggers, in place of the numbers by tenant and status alone. Also the
  /// index by which lists find their rows, and the time of each order's first transfer that counts.
  ///
  /// A block is 512 orders in order of creation. Its totals are made when it is complete, so that a new order costs
  /// nothing; those of the last, incomplete block are the rows'. They have the first and the last time of creation, so
  /// that totals of a range of times are those of the blocks within it, and rows of the few blocks at its ends. Sums are
  /// kept in two parts, because 20 digits are more than an integer of 64 bits holds: `amount_high` counts 10,000 tokens,
  /// `amount_low` millionths.
  static let orderTotals =
    """
    ALTER TABLE orders ADD COLUMN first_detected_at INTEGER;
    ALTER TABLE orders ADD COLUMN amount_high INTEGER
      AS (CAST(substr(amount, 1, instr(amount || '.', '.') - 1) AS INTEGER) / 10000);
    ALTER TABLE orders ADD COLUMN amount_low INTEGER
      AS (CAST(substr(amount, 1, instr(amount || '.', '.') - 1) AS INTEGER) % 10000 * 1000000
        + CAST(substr(substr(amount, instr(amount || '.', '.') + 1) || '000000', 1, 6) AS INTEGER));
    DROP TRIGGER orders_counted_in;
    DROP TRIGGER orders_counted_anew;
    DROP TRIGGER orders_counted_out;
    DROP TABLE order_counts;
    UPDATE orders SET first_detected_at =
      (SELECT MIN(detected_at) FROM transfers WHERE order_id = orders.id AND refusal IS NULL AND dropped_at IS NULL)
    WHERE id IN (SELECT order_id FROM transfers WHERE order_id IS NOT NULL);

    CREATE TABLE order_totals (
      tenant TEXT NOT NULL,
      block INTEGER NOT NULL,
      status TEXT NOT NULL,
      chain_id TEXT NOT NULL,
      currency TEXT NOT NULL,
      orders INTEGER NOT NULL,
      amount_high INTEGER NOT NULL,
      amount_low INTEGER NOT NULL,
      paid_orders INTEGER NOT NULL,
      payment_milliseconds INTEGER NOT NULL,
      first_created_at INTEGER NOT NULL,
      last_created_at INTEGER NOT NULL,
      PRIMARY KEY (tenant, block, status, chain_id, currency)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO order_totals
    SELECT tenant, sequence >> 9, status, chain_id, currency, COUNT(*), SUM(amount_high), SUM(amount_low),
      COUNT(first_detected_at), IFNULL(SUM(first_detected_at - created_at), 0), MIN(created_at), MAX(created_at)
    FROM orders WHERE sequence | 511 <= (SELECT MAX(sequence) FROM orders)
    GROUP BY tenant, sequence >> 9, status, chain_id, currency;
    DROP INDEX orders_of_tenant;
    CREATE INDEX orders_by_group ON orders (tenant, status, chain_id, currency, sequence, created_at);
    CREATE INDEX orders_by_amount ON orders (tenant, amount_high, amount_low);

    CREATE TRIGGER orders_totalled_in AFTER INSERT ON orders WHEN NEW.sequence & 511 = 511 BEGIN
      INSERT INTO order_totals
      SELECT tenant, sequence >> 9, status, chain_id, currency, COUNT(*), SUM(amount_high), SUM(amount_low),
        COUNT(first_detected_at), IFNULL(SUM(first_detected_at - created_at), 0), MIN(created_at), MAX(created_at)
      FROM orders WHERE sequence BETWEEN NEW.sequence - 511 AND NEW.sequence
      GROUP BY tenant, sequence >> 9, status, chain_id, currency;
    END;

    CREATE TRIGGER orders_totalled_anew AFTER UPDATE ON orders
    WHEN NEW.sequence | 511 <= (SELECT MAX(sequence) FROM orders)
      AND (NEW.status IS NOT OLD.status OR NEW.first_detected_at IS NOT OLD.first_detected_at) BEGIN
      UPDATE order_totals SET orders = orders - 1, amount_high = amount_high - OLD.amount_high,
        amount_low = amount_low - OLD.amount_low, paid_orders = paid_orders - (OLD.first_detected_at IS NOT NULL),
        payment_milliseconds = payment_milliseconds - IFNULL(OLD.first_detected_at - OLD.created_at, 0)
      WHERE tenant = OLD.tenant AND block = OLD.sequence >> 9 AND status = OLD.status
        AND chain_id = OLD.chain_id AND currency = OLD.currency;
      INSERT INTO order_totals VALUES (NEW.tenant, NEW.sequence >> 9, NEW.status, NEW.chain_id, NEW.currency, 1,
        NEW.amount_high, NEW.amount_low, (NEW.first_detected_at IS NOT NULL),
        IFNULL(NEW.first_detected_at - NEW.created_at, 0), NEW.created_at, NEW.created_at)
      ON CONFLICT DO UPDATE SET orders = orders + excluded.orders, amount_high = amount_high + excluded.amount_high,
        amount_low = amount_low + excluded.amount_low, paid_orders = paid_orders + excluded.paid_orders,
        payment_milliseconds = payment_milliseconds + excluded.payment_milliseconds,
        first_created_at = MIN(first_created_at, excluded.first_created_at),
        last_created_at = MAX(last_created_at, excluded.last_created_at);
    END;
    """
}
