/// An attempt to deliver a webhook, as it is kept in the file.
package struct LoggedAttempt: Sendable {
  /// The number of the attempt, from 1.
  package let number: Int
  package let endedAt: Timestamp
  /// The status of the response; nil if there was none.
  package let status: Int?
  package let milliseconds: Int
  /// The reason for the failure; nil if the event was delivered.
  package let problem: String?
  /// The value of the signature's header; nil for attempts of older versions.
  package let signature: String?
}

extension DeliveryRepository {
  /// The largest number of attempts that are read: the ten retries that an endpoint may have, and some by hand.
  private static let maximumAttempts = 50

  /// Keeps an attempt, whatever becomes of the delivery.
  func log(_ attempt: DeliveryAttempt, number: Int, of deliveryId: String, at time: Timestamp) throws {
    try database.execute(
      """
      INSERT INTO webhook_attempts (delivery, number, ended_at, response_status, milliseconds, problem, signature)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(deliveryId), SQLValue(number), SQLValue(time), SQLValue(attempt.status), SQLValue(attempt.milliseconds),
        SQLValue(attempt.problem), SQLValue(attempt.signature),
      ])
  }

  /// The attempts of a delivery, oldest first.
  package func attempts(of delivery: Delivery) throws -> [LoggedAttempt] {
    try database.all(
      """
      SELECT number, ended_at, response_status, milliseconds, problem, signature FROM webhook_attempts
      WHERE delivery = ? ORDER BY sequence LIMIT ?
      """, [.text(delivery.id), SQLValue(Self.maximumAttempts)]
    ) { row throws(DatabaseError) in
      LoggedAttempt(
        number: try row.int(), endedAt: try row.timestamp(), status: row.optionalInteger().map(Int.init),
        milliseconds: try row.int(), problem: row.optionalText(), signature: row.optionalText())
    }
  }

  /// The deliveries of an event, oldest first.
  package func deliveries(ofEvent sequence: Int64, limit: Int) throws -> [Delivery] {
    try database.all(
      "SELECT \(Self.columns) FROM \(Self.source) WHERE d.event = ? ORDER BY d.sequence LIMIT ?",
      [.integer(sequence), SQLValue(limit)]
    ) { row throws(DatabaseError) -> Delivery in try row.record() }
  }

  /// Finds a delivery of any tenant.
  package func find(id: String) throws -> Delivery? {
    try database.first("SELECT \(Self.columns) FROM \(Self.source) WHERE d.id = ?", [.text(id)]) {
      row throws(DatabaseError) -> Delivery in try row.record()
    }
  }
}
