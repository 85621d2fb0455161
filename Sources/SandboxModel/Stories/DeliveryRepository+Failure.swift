/// Attempts that fail without being sent, as if the endpoint were down.
extension DeliveryRepository {
  /// Stores a failed attempt of each delivery on a subject that is due. The next attempt follows by the usual schedule.
  /// - Returns: the number of deliveries.
  package func failDue(businessId: String, status: Int, problem: String, at now: Timestamp) throws -> Int {
    let due = try database.all(
      """
      SELECT d.id, d.attempts, w.max_retries FROM webhook_deliveries d JOIN webhook_endpoints w ON w.id = d.endpoint
      WHERE d.business_id = ? AND d.status = 'pending' AND d.due_at <= ?
      """, [.text(businessId), SQLValue(now)]
    ) { row throws(DatabaseError) in (id: try row.text(), attempts: try row.int(), retries: try row.int()) }
    for delivery in due {
      let attempts = delivery.attempts + 1
      let delay = RetrySchedule(maximumRetries: delivery.retries).seconds(afterAttempt: attempts)
      try database.execute(
        """
        UPDATE webhook_deliveries SET status = ?, attempts = ?, due_at = ?, sent_at = ?, completed_at = ?,
          response_status = ?, milliseconds = 0, problem = ? WHERE id = ?
        """,
        [
          .text((delay == nil ? Delivery.Status.failed : .pending).rawValue), SQLValue(attempts),
          SQLValue(delay.map { now.adding(seconds: $0) }), SQLValue(now), SQLValue(delay == nil ? now : nil),
          SQLValue(status), .text(problem), .text(delivery.id),
        ])
    }
    return due.count
  }
}
