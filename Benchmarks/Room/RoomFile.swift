import Digest
import Formats
import SandboxModel

/// The content of a sandbox's file with many orders, inserted by a few statements.
struct RoomFile {
  static let key = "pk_room"
  /// The owner of one order in ten.
  static let otherKey = "pk_room_other"
  static let poolSize = 12_000
  static let depositors = 1000

  let orders: Int

  /// The number of orders that are pending: the newest tenth.
  var pending: Int { orders / 10 }

  /// The reference of an order, counted from 1. One in three has Chinese text.
  static func reference(_ number: Int) -> String {
    switch number % 3 {
    case 0: "invoice-2026-\(padded(number))"
    case 1: "order_\(String(number * 2_654_435 % 1_000_000_007, radix: 16))_\(number)"
    default: "订单-\(padded(number))"
    }
  }

  static func id(_ number: Int) -> String { "ord_\(hexadecimal(number))" }
  static func linkId(_ number: Int) -> String { "pl_\(hexadecimal(number))" }

  private static func padded(_ number: Int) -> String { String(String(number + 1_000_000).dropFirst()) }
  private static func hexadecimal(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func tenant(_ key: String) -> String {
    Hexadecimal.encode(SHA256.hash(key.utf8).prefix(16))
  }

  /// Fills an empty sandbox whose pool has `poolSize` addresses of each protocol.
  func fill(_ database: Database, at now: Timestamp) throws {
    try database.transaction(.writing) {
      for statement in statements(now.milliseconds) { try database.executeScript(statement) }
    }
  }

  private func statements(_ now: Int64) -> [String] {
    let (mine, other) = (Self.tenant(Self.key), Self.tenant(Self.otherKey))
    let tenant = "IIF(i % 10 = 7, '\(other)', '\(mine)')"
    let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <"
    let address = "(SELECT address FROM addresses WHERE number = 1 + i % \(Self.poolSize))"
    let created = "\(now) - 60000 - (\(orders) - i) * 50"
    let isPending = "i > \(orders - pending)"
    let reference = """
      CASE i % 3 WHEN 0 THEN printf('invoice-2026-%06d', i)
      WHEN 1 THEN printf('order_%x_%d', i * 2654435 % 1000000007, i) ELSE printf('订单-%06d', i) END
      """
    return [
      """
      \(numbers) \(orders))
      INSERT INTO orders (sequence, id, tenant, reference, amount, currency, chain_id, address, status, window_minutes,
        grace_minutes, created_at, window_ends_at, grace_ends_at, metadata, transaction_hash, ended_at)
      SELECT i, printf('ord_%016x', i), \(tenant), \(reference), printf('%d.%02d', 1 + i % 5000, i % 100),
        CASE WHEN i % 500 = 0 THEN 'PYUSD' WHEN i % 2 THEN 'USDT' ELSE 'USDC' END,
        CASE WHEN i % 500 = 0 OR i % 2 THEN 'ethereum-sepolia' WHEN i % 4 THEN 'polygon-amoy' ELSE 'arbitrum-sepolia' END,
        \(address), CASE WHEN \(isPending) THEN 'pending' WHEN i % 4 = 1 THEN 'expired' ELSE 'completed' END, 30, 15,
        \(created), \(created) + 1800000, \(created) + 2700000, '{"cart": [1, 2, 3]}',
        IIF(\(isPending) OR i % 4 = 1, NULL, printf('0x%064x', i)), IIF(\(isPending), NULL, \(created) + 60000)
      FROM n
      """,
      "UPDATE addresses SET state = 'allocated' WHERE address IN (SELECT address FROM orders WHERE status = 'pending')",
      """
      INSERT INTO transfers (sequence, id, transaction_hash, event_index, tenant, order_id, amount, currency, chain_id,
        address, confirmations, detected_at, confirmed_at)
      SELECT sequence, printf('tr_%016x', sequence), transaction_hash, 0, tenant, id, amount, currency, chain_id, address,
        12, created_at + 20000, ended_at FROM orders WHERE status = 'completed'
      """,
      """
      \(numbers) \(Self.depositors))
      INSERT INTO bindings (sequence, tenant, reference, protocol, address, bound_at)
      SELECT i, '\(mine)', 'user-' || i, 'tron',
        (SELECT address FROM addresses WHERE number = \(Self.poolSize) + i AND protocol = 'tron'), \(now) - 100000000 FROM n
      """,
      "UPDATE addresses SET state = 'bound' WHERE address IN (SELECT address FROM bindings)",
      """
      \(numbers) \(orders))
      INSERT INTO transfers (sequence, id, transaction_hash, event_index, tenant, deposit_reference, amount, currency,
        chain_id, address, confirmations, detected_at, confirmed_at)
      SELECT \(orders) + i, printf('dep_%016x', i), printf('%064x', i), 1, '\(mine)',
        'user-' || IIF(i % 10 = 0, 1, 1 + i % \(Self.depositors)), printf('%d.%06d', 1 + i % 900, i % 1000000), 'USDT',
        'tron-nile', (SELECT address FROM bindings WHERE sequence = 1 + i % \(Self.depositors)), IIF(i % 50, 20, 1),
        \(now) - (\(orders) - i) * 40, IIF(i % 50, \(now) - (\(orders) - i) * 40 + 900, NULL) FROM n
      """,
      """
      \(numbers) 200)
      INSERT INTO payment_links (sequence, id, tenant, slug, title, amount, currencies, inventory_total, status, created_at,
        published_at, amount_type, theme, updated_at)
      SELECT i, printf('pl_%016x', i), '\(mine)', 'slug-' || i, 'T-shirt ' || i, '15',
        '[{"currency":"USDT","chainId":"ethereum-sepolia"}]', NULL, 'published', \(now) - 100000000, \(now) - 90000000,
        'fixed', 'dark', \(now) - 90000000 FROM n
      """,
      """
      INSERT INTO payment_link_orders (sequence, id, payment_link_id, order_id, buyer_email)
      SELECT sequence, printf('plo_%016x', sequence), printf('pl_%016x', IIF(sequence % 10, 1, 1 + sequence % 200)), id,
        'buyer@shop.example' FROM orders WHERE sequence % 5 = 0
      """,
      """
      INSERT INTO webhook_endpoints (sequence, id, tenant, name, url, secret, scheme, subscribed_events, max_retries,
        timeout_ms, is_enabled, created_at, updated_at)
      VALUES (1, 'ep_1', '\(mine)', 'shop', 'https://shop.example/hook', 'whsec_0123456789abcdef', 'hex', '["*"]', 5,
        30000, 1, \(now), \(now))
      """,
      """
      INSERT INTO webhook_events (sequence, id, tenant, type, business_type, business_id, created_at, body)
      SELECT sequence, 'order.' || IIF(status = 'expired', 'expired', 'completed') || '_' || id, tenant,
        'order.' || IIF(status = 'expired', 'expired', 'completed'), 'order', id, created_at, '{"event": "' || id || '"}'
      FROM orders
      """,
      """
      INSERT INTO webhook_deliveries (sequence, id, tenant, event, endpoint, url, business_id, status, attempts, created_at,
        sent_at, completed_at, response_status, milliseconds)
      SELECT sequence, printf('dlv_%016x', sequence), tenant, sequence, 'ep_1', 'https://shop.example/hook', business_id,
        IIF(sequence % 40, 'success', 'failed'), 1 + sequence % 3, created_at, created_at, created_at,
        IIF(sequence % 40, 200, 500), sequence % 90 FROM webhook_events
      """,
      "UPDATE clock SET latest = \(now)",
    ]
  }
}
