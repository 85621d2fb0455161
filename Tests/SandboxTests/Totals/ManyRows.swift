@testable import SandboxModel

/// Databases with thousands of rows, made by a few statements. What a row is follows from its number alone.
enum ManyRows {
  static let tenant = "t"
  /// The time of the first row, in milliseconds. There are ten seconds between two rows.
  static let start: Int64 = 1_700_000_000_000

  private static func numbers(_ count: Int) -> String {
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))"
  }

  /// SQL that inserts orders: of three tenants, statuses, chains and tokens, with amounts up to the largest.
  static func orders(_ count: Int) -> String {
    """
    INSERT OR IGNORE INTO addresses (protocol, address) VALUES ('evm', '0x1');
    \(numbers(count))
    INSERT INTO orders (id, tenant, reference, amount, currency, chain_id, address, status, window_minutes, grace_minutes,
      created_at, window_ends_at, grace_ends_at, ended_at)
    SELECT 'ord_' || i, substr('ttttu', 1 + i % 5, 1),
      CASE i % 4 WHEN 0 THEN 'Invoice-' || i WHEN 1 THEN '订单' || i WHEN 2 THEN 'İ' || i % 37 || 'É' ELSE 'k_' || i END,
      CASE i % 3 WHEN 0 THEN '99999999999999.999999' WHEN 1 THEN '0' || i || '.5' ELSE i END,
      CASE WHEN i % 1000 = 0 THEN 'PYUSD' WHEN i % 7 < 3 THEN 'USDC' ELSE 'USDT' END,
      CASE WHEN i % 2 THEN 'ethereum-sepolia' ELSE 'polygon-amoy' END, '0x1',
      CASE WHEN i % 11 = 0 THEN 'pending' WHEN i % 2 THEN 'completed' ELSE 'expired' END, 10, 5, \(start) + i * 10000, 0,
      \(start) + 2000000000, IIF(i % 11 = 0, NULL, 1)
    FROM n;
    """
  }

  /// SQL that inserts transfers: deposits of five depositors and payments of the orders above.
  static func transfers(_ count: Int) -> String {
    """
    \(numbers(count))
    INSERT INTO transfers (id, transaction_hash, event_index, tenant, order_id, deposit_reference, amount, currency,
      chain_id, address, refusal, confirmations, detected_at, confirmed_at)
    SELECT 'tr_' || i, 'hash' || i, 0, 't', IIF(i % 2, 'ord_' || i, NULL), IIF(i % 2, NULL, 'user-' || i % 5),
      CASE i % 3 WHEN 0 THEN '99999999999999.999999' ELSE i || '.25' END, CASE WHEN i % 7 < 3 THEN 'USDC' ELSE 'USDT' END,
      CASE WHEN i % 4 THEN 'ethereum-sepolia' ELSE 'polygon-amoy' END, '0x1', IIF(i % 13 = 0, 'wrong_token', NULL), 1,
      \(start) + i * 10000 + 700, IIF(i % 9, \(start) + i * 10000 + 900, NULL)
    FROM n;
    """
  }

  /// SQL that inserts events with one delivery each, to two endpoints or to none.
  static func deliveries(_ count: Int) -> String {
    """
    INSERT INTO webhook_endpoints
    SELECT i, 'ep_' || i, 't', 'shop', NULL, 'https://shop.example', 's', 'hex', '["*"]', 5, 1000, 1, 0, 0, NULL
    FROM (SELECT 1 AS i UNION SELECT 2);
    \(numbers(count))
    INSERT INTO webhook_events
    SELECT i, 'event-' || i, 't', IIF(i % 3, 'order.completed', 'order.expired'), 'order', 'ord_' || i, NULL, 0, '{}' FROM n;
    INSERT INTO webhook_deliveries (id, tenant, event, endpoint, url, business_id, status, attempts, created_at,
      milliseconds, event_type, business_type)
    SELECT 'dlv_' || sequence, 't', sequence, IIF(sequence % 5, 'ep_' || (1 + sequence % 2), NULL), 'u', business_id,
      IIF(sequence % 4, 'success', 'failed'), 1 + sequence % 3, \(start) + sequence * 10000,
      IIF(sequence % 6, sequence % 100, NULL), type, business_type
    FROM webhook_events;
    """
  }

  static func make(_ scripts: String...) throws -> Database {
    let database = try Database.make()
    try database.transaction(.writing) { for script in scripts { try database.executeScript(script) } }
    return database
  }
}
