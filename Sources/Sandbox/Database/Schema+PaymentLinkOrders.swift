extension Schema {
  /// Orders from payment links. How many items are reserved and sold follows from them, so that it is written down
  /// nowhere else.
  static let paymentLinkOrders =
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
