extension PayInClient {
  /// What a write's reply says of it.
  typealias ReadReceipt = @Sendable (Reply) throws(PayInError) -> Receipt
  /// Finds out whether a write took effect; nil if it seems not to have, or not yet.
  typealias LookAgain = @Sendable (Deadline) async throws(PayInError) -> Receipt?

  /// Waits before each look. A server that lost the connection may still be at work.
  private static let looks: [Duration] = [.zero, .seconds(1), .seconds(2), .seconds(4)]

  /// Sends a write, once, and finds out what became of it if the reply does not say.
  ///
  /// Once it is being sent nothing stops it: a caller that is cancelled no longer hears of it, but it runs to its end
  /// within the deadline, so that what comes next meets a settled state.
  func write(
    _ endpoint: Endpoint, by deadline: Deadline, _ read: @escaping ReadReceipt, lookAgain: LookAgain? = nil
  ) async throws(PayInError) -> Receipt {
    try guardWrite(endpoint.operation)
    try await admit(endpoint.operation, by: deadline)
    let sending = Task<Result<Receipt, PayInError>, Never> {
      do throws(PayInError) {
        let reply = try await exchange(endpoint, within: deadline.forWrite, attempt: 1, newRequestID())
        return .success(try read(reply))
      } catch {
        guard error.outcome == .unknown else { return .failure(error) }
        return await reconcile(error, by: deadline, lookAgain)
      }
    }
    return try await sending.value.get()
  }

  private func reconcile(
    _ unclear: PayInError, by deadline: Deadline, _ lookAgain: LookAgain?
  ) async -> Result<Receipt, PayInError> {
    guard let lookAgain else { return .failure(unclear) }
    for wait in Self.looks where wait < deadline.remaining {
      if wait > .zero { await time.sleep(wait) }
      do throws(PayInError) {
        if let receipt = try await lookAgain(deadline) { return .success(receipt) }
      } catch {
        if error.code == .conflict { return .failure(error) }
        if error.code == .endpointMissing { break }
      }
    }
    return .failure(unclear)
  }

  /// What must hold before anything of a write is done, look-ups included.
  func guardWrite(_ operation: Operation) throws(PayInError) {
    guard target.allowsWrites else {
      throw PayInError(.writesNotAllowed, operation, outcome: .notSent, retry: .never)
    }
    guard operation.credential != .sandboxToken || target.sandboxToken != nil else {
      throw PayInError(.notConfigured, operation, outcome: .notSent, retry: .never)
    }
  }

  func guardAmount(_ amount: Amount, _ operation: Operation) throws(PayInError) {
    guard let most = limits.maximumAmount, most < amount else { return }
    throw PayInError(
      .limitExceeded, operation, outcome: .notSent, retry: .never,
      detail: Wording("PAYIN_MAX_AMOUNT is \(most.text)", "PAYIN_MAX_AMOUNT 为 \(most.text)"), field: "amount")
  }
}
