import HTTP
import JSON

extension Courier {
  /// For all deliveries of one request, so that its answer comes while somebody still waits for it.
  private static let patience = Duration.seconds(20)

  /// Sends one after the other, each once, and tells what the receivers said.
  func carry(_ parcels: [Parcel]) async -> HTTPResponse {
    let deadline = ContinuousClock.now + Self.patience
    var views: [JSONObject] = []
    for var parcel in parcels {
      parcel.timeout = min(parcel.timeout, ContinuousClock.now.duration(to: deadline))
      let attempt = parcel.timeout > .zero ? await send(parcel) : nil
      let id = parcel.deliveryId
      // What the log misses, the answer still tells.
      try? await transact(.writing) { call in try call.deliveries.finish(id, attempt, at: call.now) }
      views.append(parcel.view(attempt))
    }
    return Reply.success(["deliveries": .array(views.map(JSONValue.object))])
  }
}

extension DeliveryRepository {
  /// Of one that is tried once. Nil if it was not sent.
  fileprivate func finish(_ id: String, _ attempt: Attempt?, at now: Timestamp) throws {
    let status = attempt.map { $0.outcome == .delivered ? Delivery.Status.success : .failed } ?? .cancelled
    try database.execute(
      """
      UPDATE webhook_deliveries SET status = ?, attempts = ?, sent_at = ?, completed_at = ?, response_status = ?,
        response_body = ?, milliseconds = ?, problem = ? WHERE id = ?
      """,
      [
        .text(status.rawValue), SQLValue(attempt == nil ? 0 : 1), SQLValue(attempt == nil ? nil : now), SQLValue(now),
        SQLValue(attempt?.status), SQLValue(attempt?.body), SQLValue(attempt?.milliseconds),
        SQLValue(attempt?.problem), .text(id),
      ])
  }
}

extension Parcel {
  fileprivate func view(_ attempt: Attempt?) -> JSONObject {
    var view: JSONObject = [
      "deliveryId": .string(deliveryId), "eventId": .string(eventId), "eventType": .string(type.rawValue),
      "url": .string(url), "scheme": .string(scheme.rawValue), "signedWith": .string(key.source.rawValue),
      "delivered": .bool(attempt?.outcome == .delivered),
    ]
    if let status = attempt?.status { view.append("status", .number(JSONNumber(status))) }
    if let attempt { view.append("ms", .number(JSONNumber(attempt.milliseconds))) }
    view.appendIfPresent("problem", attempt == nil ? "not sent: the others took too long" : attempt?.problem)
    return view
  }
}
