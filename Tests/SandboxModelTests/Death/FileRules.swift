@testable import Sandbox
@testable import SandboxAPI
@testable import SandboxModel

/// What must be true of the rows of a sandbox whenever one looks, whether or not its process has died.
enum FileRules {
  /// Each counts the rows that break it.
  private static let all = [
    "damaged pages": "SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    "rows that refer to none": "SELECT COUNT(*) FROM pragma_foreign_key_check",
    "pending orders without an address": """
    SELECT COUNT(*) FROM orders JOIN addresses USING (address) WHERE status = 'pending' AND state <> 'allocated'
    """,
    "allocated addresses without an order, or with two": """
    SELECT COUNT(*) FROM addresses a WHERE state = 'allocated' AND 1 <>
      (SELECT COUNT(*) FROM orders o WHERE o.address = a.address AND status = 'pending')
    """,
    "depositors without an address": """
    SELECT COUNT(*) FROM bindings JOIN addresses USING (address) WHERE unbound_at IS NULL AND state <> 'bound'
    """,
    "bound addresses without a depositor, or with two": """
    SELECT COUNT(*) FROM addresses a WHERE state = 'bound' AND 1 <>
      (SELECT COUNT(*) FROM bindings b WHERE b.address = a.address AND unbound_at IS NULL)
    """,
    "orders whose status is not that of their payments": """
    SELECT COUNT(*) FROM orders o WHERE (status = 'completed') <>
      (SELECT COUNT(*) FROM transfers t WHERE t.order_id = o.id AND t.amount = o.amount AND confirmed_at > 0)
    """,
    "ends told never, twice or wrongly": """
    SELECT COUNT(*) FROM orders o WHERE (status <> 'pending') <>
      (SELECT COUNT(*) FROM webhook_events e WHERE e.business_id = o.id AND e.type = 'order.' || o.status)
    """,
    "events of orders that have not ended": """
    SELECT COUNT(*) FROM webhook_events WHERE business_type = 'order'
      AND business_id NOT IN (SELECT id FROM orders WHERE status <> 'pending')
    """,
    "deposits told never or too often": """
    SELECT ABS(2 * (SELECT COUNT(*) FROM transfers WHERE deposit_reference <> '' AND confirmed_at > 0)
      - (SELECT COUNT(*) FROM webhook_events WHERE business_type = 'deposit'))
    """,
    "transfers that were taken back and are confirmed": """
    SELECT COUNT(*) FROM transfers WHERE dropped_at > 0 AND (confirmed_at > 0 OR confirmations > 0)
    """,
    "steps that were played before an earlier one": """
    SELECT COUNT(*) FROM story_steps a JOIN story_steps b USING (story) WHERE a.number < b.number
      AND a.is_done < b.is_done
    """,
    "stories that have ended without their order, or the other way round": """
    SELECT COUNT(*) FROM stories s JOIN orders o ON o.id = s.order_id WHERE (o.status = 'completed') <>
      (SELECT MIN(is_done) FROM story_steps p WHERE p.story = s.sequence)
    """,
    "steps that failed": "SELECT COUNT(*) FROM story_steps WHERE result LIKE '%problem%'",
    "purchases without an item": """
    SELECT COUNT(*) FROM orders WHERE reference LIKE 'plo!_%' ESCAPE '!'
      AND id NOT IN (SELECT order_id FROM payment_link_orders)
    """,
  ]

  /// What is broken, and how often.
  static func violations(in file: String) throws -> [String: Int64] {
    let database = try Database(path: file)
    let broken = try all.mapValues { try database.number($0) }.filter { $0.value > 0 }
    return broken.merging(try TotalRules.violations(in: database).map { ("totals of \($0.key)", $0.value) }) { $1 }
  }
}
