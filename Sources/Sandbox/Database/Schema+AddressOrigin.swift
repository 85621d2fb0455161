extension Schema {
  /// When addresses came into the pool, and the ways from an address to its user.
  static let addressOrigin =
    """
    ALTER TABLE addresses ADD COLUMN created_at INTEGER;
    CREATE INDEX addresses_of_protocol ON addresses (protocol, number);
    CREATE INDEX orders_of_address ON orders (address) WHERE status = 'pending';
    CREATE INDEX bindings_of_address ON bindings (address) WHERE unbound_at IS NULL;
    """
}
