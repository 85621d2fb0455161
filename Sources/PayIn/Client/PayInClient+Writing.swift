import JSON
import Threads

extension PayInClient {
  /// Reads the result of a write from its reply.
  typealias ReadResult = @Sendable (Reply) throws(PayInError) -> WriteResult
  /// Finds out whether a write took effect; nil if it seems not to have, or not yet.
  typealias ReadBack = @Sendable (Deadline) async throws(PayInError) -> WriteResult?

  /// The waits before each look-up. A server that lost the connection may still be working.
  private static let lookUpDelays: [Duration] = [.zero, .seconds(1), .seconds(2), .seconds(4)]

  /// Sends a write, once, and finds out what became of it if the reply does not say.
  ///
  /// Once a write is being sent nothing stops it: after a cancellation of its caller it still runs to its end within the
  /// deadline, so that the next call meets a settled state.
  func write(
    _ endpoint: Endpoint, by deadline: Deadline, _ read: @escaping ReadResult, readBack: ReadBack? = nil
  ) async throws(PayInError) -> WriteResult {
    try guardWrite(endpoint.operation)
    try guardBody(of: endpoint)
    try await admit(endpoint.operation, by: deadline)
    let requestID = try await startWrite(endpoint.operation)
    let sending = Task<Result<WriteResult, PayInError>, Never>.start {
      do throws(PayInError) {
        let reply = try await exchange(endpoint, within: deadline.forWrite, attempt: 1, requestID)
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

  /// Reads back the effect that an empty reply reports, if the API can be read.
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
    for wait in Self.lookUpDelays where wait < deadline.remaining {
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

  /// The last step before a write is sent: it is recorded, if that is demanded.
  ///
  /// Throws with nothing sent if that fails, and `cancelled` if the call was cancelled before.
  /// - Returns: the id of the request.
  func startWrite(_ operation: Operation) async throws(PayInError) -> String {
    let requestID = newRequestID()
    if let recordIntent { try await recordIntent(requestID) }
    guard mayWrite() else { throw PayInError(.cancelled, operation, outcome: .notSent, retry: .safe) }
    return requestID
  }

  /// Throws unless writes are allowed at all. Checked before any request of a write, look-ups included.
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

  /// Throws the error that would keep the write from being sent. Checked before a person is asked to agree to it.
  package func guardWrite(_ operation: Operation, over amount: Amount?) throws(PayInError) {
    guard operation.kind.isWrite else { return }
    try guardWrite(operation)
    if let amount { try guardAmount(amount, operation) }
  }

  /// Throws `invalid_arguments` for a body that holds the API key: PayIn keeps what it is sent and shows it to payers. A
  /// reference is judged where it is new, for one that exists must be usable.
  private func guardBody(of endpoint: Endpoint) throws(PayInError) {
    let secrets = Secrets(target.apiKey)
    let members = endpoint.body?.members ?? []
    let found = members.first { !$0.name.hasSuffix("Reference") && secrets.occur(in: [$0.name: $0.value]) }
    guard let found else { return }
    throw PayInError(
      .invalidArguments, endpoint.operation, outcome: .notSent, retry: .never,
      detail: NewReference.ValidationError.secret.given, field: found.name)
  }

  /// Throws `invalid_arguments` for a reference that may not be created. Nothing has been sent then.
  func guardNew(_ reference: String, _ operation: Operation, field: String) throws(PayInError) {
    guard let error = NewReference.error(in: reference, hiding: Secrets(target.apiKey)) else { return }
    throw PayInError(
      .invalidArguments, operation, outcome: .notSent, retry: .never, detail: error.given, field: field)
  }
}

/// The result of a successful write.
package struct WriteResult: Sendable {
  package enum Outcome: String, Sendable {
    case created
    /// The same request had made the resource before.
    case replayed
    /// The reply was lost, and a look-up found the resource.
    case reconciled
    case done
  }

  package var outcome: Outcome
  /// The resource, or nil if the API answered without data.
  package var resource: APIResource?
  package var warnings: [Warning]
  package let requestID: String
}
