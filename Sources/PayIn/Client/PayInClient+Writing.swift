import Threads

extension PayInClient {
  /// What a write's reply says of it.
  typealias ReadResult = @Sendable (Reply) throws(PayInError) -> WriteResult
  /// Finds out whether a write took effect; nil if it seems not to have, or not yet.
  typealias ReadBack = @Sendable (Deadline) async throws(PayInError) -> WriteResult?

  /// Waits before each look. A server that lost the connection may still be at work.
  private static let looks: [Duration] = [.zero, .seconds(1), .seconds(2), .seconds(4)]

  /// Sends a write, once, and finds out what became of it if the reply does not say.
  ///
  /// Once it is being sent nothing stops it: a caller that is cancelled no longer hears of it, but it runs to its end
  /// within the deadline, so that what comes next meets a settled state.
  func write(
    _ endpoint: Endpoint, by deadline: Deadline, _ read: @escaping ReadResult, readBack: ReadBack? = nil
  ) async throws(PayInError) -> WriteResult {
    try guardWrite(endpoint.operation)
    try await admit(endpoint.operation, by: deadline)
    try passGate(endpoint.operation)
    let sending = Task<Result<WriteResult, PayInError>, Never>.start {
      do throws(PayInError) {
        let reply = try await exchange(endpoint, within: deadline.forWrite, attempt: 1, newRequestID())
        let result = try read(reply)
        guard reply.envelope.isEmpty, let readBack else { return .success(result) }
        return .success(try await verify(result, reply, by: deadline, readBack))
      } catch {
        guard error.outcome == .unknown else { return .failure(error) }
        return await reconcile(error, by: deadline, readBack)
      }
    }
    return try await sending.value.get()
  }

  /// Reads back what an empty reply says was done, where the API can be read.
  private func verify(
    _ result: WriteResult, _ reply: Reply, by deadline: Deadline, _ readBack: ReadBack
  ) async throws(PayInError) -> WriteResult {
    do throws(PayInError) {
      guard var seen = try await readBack(deadline) else { throw reply.unreadable }
      seen.outcome = result.outcome
      return seen
    } catch  where error.operation != reply.unreadable.operation {
      var unverified = result
      if error.code != .endpointMissing { unverified.warnings.append(Warning(.effectUnverified)) }
      return unverified
    }
  }

  private func reconcile(
    _ uncertain: PayInError, by deadline: Deadline, _ readBack: ReadBack?
  ) async -> Result<WriteResult, PayInError> {
    guard let readBack else { return .failure(uncertain) }
    var uncertain = uncertain
    uncertain.lookUp = .failed
    for wait in Self.looks where wait < deadline.remaining {
      if wait > .zero { await time.sleep(wait) }
      do throws(PayInError) {
        if let result = try await readBack(deadline) { return .success(result) }
        uncertain.lookUp = .notFound
      } catch {
        if error.isConflict(of: uncertain.operation) { return .failure(error) }
        if error.code == .endpointMissing { break }
      }
    }
    return .failure(uncertain)
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
      detail: LocalizedText("PAYIN_MAX_AMOUNT is \(most.text)", "PAYIN_MAX_AMOUNT 为 \(most.text)"), field: "amount")
  }

  /// What would refuse the write before anything is sent. To be known before a person is asked to agree to it.
  package func guardWrite(_ operation: Operation, over amount: Amount?) throws(PayInError) {
    guard operation.kind.isWrite else { return }
    try guardWrite(operation)
    if let amount { try guardAmount(amount, operation) }
  }
}

/// What a successful write came to.
package struct WriteResult: Sendable {
  package enum Outcome: String, Sendable {
    case created
    /// It had been made before by the same request.
    case replayed
    /// The answer was lost; it was found by looking for it.
    case reconciled
    case done
  }

  package var outcome: Outcome
  /// Nil where the API answered without data.
  package var resource: APIResource?
  package var warnings: [Warning]
  package let requestID: String
}
