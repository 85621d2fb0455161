extension Schema {
  /// The numbers and sums of orders from payment links, kept by triggers: a link's stock follows from them, and counting
  /// ten thousand orders for each reading of a link took ten milliseconds.
  static let paymentLinkTotals =
    """
    CREATE TABLE payment_link_totals (
      payment_link_id TEXT NOT NULL,
      block INTEGER NOT NULL,
      status TEXT NOT NULL,
      currency TEXT NOT NULL,
      orders INTEGER NOT NULL,
      amount_high INTEGER NOT NULL,
      amount_low INTEGER NOT NULL,
      first_sequence INTEGER NOT NULL,
      first_created_at INTEGER NOT NULL,
      last_created_at INTEGER NOT NULL,
      PRIMARY KEY (payment_link_id, block, status, currency)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO payment_link_totals
    SELECT payment_link_id, sale.sequence >> 9, status, currency, COUNT(*), SUM(amount_high), SUM(amount_low),
      MIN(sale.sequence), MIN(created_at), MAX(created_at)
    FROM payment_link_orders AS sale JOIN orders ON orders.id = sale.order_id
    GROUP BY payment_link_id, sale.sequence >> 9, status, currency;

    CREATE TRIGGER sales_totalled_in AFTER INSERT ON payment_link_orders BEGIN
      INSERT INTO payment_link_totals
      SELECT NEW.payment_link_id, NEW.sequence >> 9, status, currency, 1, amount_high, amount_low, NEW.sequence,
        created_at, created_at
      FROM orders WHERE id = NEW.order_id
      ON CONFLICT DO UPDATE SET orders = orders + 1, amount_high = amount_high + excluded.amount_high,
        amount_low = amount_low + excluded.amount_low, first_sequence = MIN(first_sequence, excluded.first_sequence),
        first_created_at = MIN(first_created_at, excluded.first_created_at),
        last_created_at = MAX(last_created_at, excluded.last_created_at);
    END;
    CREATE TRIGGER sales_totalled_anew AFTER UPDATE OF status ON orders
    WHEN EXISTS (SELECT 1 FROM payment_link_orders WHERE order_id = NEW.id) BEGIN
      UPDATE payment_link_totals SET orders = orders - 1, amount_high = amount_high - OLD.amount_high,
        amount_low = amount_low - OLD.amount_low
      WHERE (payment_link_id, block) =
          (SELECT payment_link_id, sequence >> 9 FROM payment_link_orders WHERE order_id = OLD.id)
        AND status = OLD.status AND currency = OLD.currency;
      INSERT INTO payment_link_totals
      SELECT payment_link_id, sequence >> 9, NEW.status, NEW.currency, 1, NEW.amount_high, NEW.amount_low, sequence,
        NEW.created_at, NEW.created_at
      FROM payment_link_orders WHERE order_id = NEW.id
      ON CONFLICT DO UPDATE SET orders = orders + 1, amount_high = amount_high + excluded.amount_high,
        amount_low = amount_low + excluded.amount_low, first_sequence = MIN(first_sequence, excluded.first_sequence),
        first_created_at = MIN(first_created_at, excluded.first_created_at),
        last_created_at = MAX(last_created_at, excluded.last_created_at);
    END;
    """
}
