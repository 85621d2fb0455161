import Threads

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
    try passGate(endpoint.operation)
    let sending = Task<Result<Receipt, PayInError>, Never>.start {
      do throws(PayInError) {
        let reply = try await exchange(endpoint, within: deadline.forWrite, attempt: 1, newRequestID())
        let receipt = try read(reply)
        guard reply.envelope.isEmpty, let lookAgain else { return .success(receipt) }
        return .success(try await verify(receipt, reply, by: deadline, lookAgain))
      } catch {
        guard error.outcome == .unknown else { return .failure(error) }
        return await reconcile(error, by: deadline, lookAgain)
      }
    }
    return try await sending.value.get()
  }

  /// Reads back what an empty reply says was done, where the API can be read.
  private func verify(
    _ receipt: Receipt, _ reply: Reply, by deadline: Deadline, _ lookAgain: LookAgain
  ) async throws(PayInError) -> Receipt {
    do throws(PayInError) {
      guard var seen = try await lookAgain(deadline) else { throw reply.unreadable }
      seen.outcome = receipt.outcome
      return seen
    } catch  where error.operation != reply.unreadable.operation {
      var unverified = receipt
      if error.code != .endpointMissing { unverified.warnings.append(Warning(.effectUnverified)) }
      return unverified
    }
  }

  private func reconcile(
    _ unclear: PayInError, by deadline: Deadline, _ lookAgain: LookAgain?
  ) async -> Result<Receipt, PayInError> {
    guard let lookAgain else { return .failure(unclear) }
    var unclear = unclear
    unclear.lookUp = .failed
    for wait in Self.looks where wait < deadline.remaining {
      if wait > .zero { await time.sleep(wait) }
      do throws(PayInError) {
        if let receipt = try await lookAgain(deadline) { return .success(receipt) }
        unclear.lookUp = .notFound
      } catch {
        if error.isConflict(of: unclear.operation) { return .failure(error) }
        if error.code == .endpointMissing { break }
      }
    }
    return .failure(unclear)
  }

  /// Throws `cancelled`, with nothing sent, if the call was given up before its write.
  func passGate(_ operation: Operation) throws(PayInError) {
    guard mayWrite() else { throw PayInError(.cancelled, operation, outcome: .notSent, retry: .safe) }
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
