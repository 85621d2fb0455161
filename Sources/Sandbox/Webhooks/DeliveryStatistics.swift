struct DeliveryStatistics: Sendable, Equatable {
  var total = 0
  var succeeded = 0
  var failed = 0
  /// Needed more than one attempt.
  var retried = 0
  var averageMilliseconds: Int?
}
