extension PayInClient {
  /// Asks, and asks again as long as that may help.
  func read(_ endpoint: Endpoint, by deadline: Deadline? = nil) async throws(PayInError) -> Reply {
    let deadline = deadline ?? self.deadline(for: endpoint.operation)
    let requestID = newRequestID()
    var attempt = 1
    while true {
      do throws(PayInError) {
        try await admit(endpoint.operation, by: deadline)
        return try await exchange(endpoint, within: deadline.forRead, attempt: attempt, requestID)
      } catch {
        let decision = RetryPolicy.decide(
          after: error, attempt: attempt, remaining: deadline.remaining, jitter: time.random())
        guard case .again(let delay, _) = decision else { throw error }
        await time.sleep(delay)
        try stopIfCancelled(endpoint.operation)
        attempt += 1
      }
    }
  }

  /// For what is worth asking only once.
  func readOnce(_ operation: Operation) async throws(PayInError) -> Reply {
    try await readOnce(Endpoint(operation), by: deadline(for: operation))
  }

  func readOnce(_ endpoint: Endpoint, by deadline: Deadline) async throws(PayInError) -> Reply {
    try await admit(endpoint.operation, by: deadline)
    return try await exchange(endpoint, within: deadline.forRead, attempt: 1, newRequestID())
  }

  /// Waits for a place below the rate limit.
  ///
  /// Throws `rate_limited` at once if the wait would outlast the deadline.
  func admit(_ operation: Operation, by deadline: Deadline) async throws(PayInError) {
    switch account.ask(operation, at: time.now(), waitingAtMost: deadline.remaining) {
    case .go(let wait):
      if wait > .zero { await time.sleep(wait) }
      try stopIfCancelled(operation)
    case .tooLong(let wait):
      throw PayInError(.rateLimited, operation, outcome: .notSent, retry: .after(seconds: wait.secondsRoundedUp))
    }
  }

  func stopIfCancelled(_ operation: Operation) throws(PayInError) {
    guard Task.isCancelled else { return }
    throw PayInError(.cancelled, operation, outcome: .notSent, retry: .safe)
  }
}

extension Duration {
  var secondsRoundedUp: Int {
    Int(components.seconds) + (components.attoseconds > 0 ? 1 : 0)
  }
}
