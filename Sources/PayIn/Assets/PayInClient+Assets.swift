extension PayInClient {
  /// The API's own lists of tokens and chains. They are not part of the documented API.
  ///
  /// - Parameter isBrief: whether a call waits that could do without them: they get 9 s at most then, and a third of that
  ///   for each request.
  /// - Throws: `endpoint_missing` if the API has no list of tokens.
  func assets(isBrief: Bool = false) async throws(PayInError) -> AssetTable {
    // At most two attempts can hang, so that a call that waits for the lists has a third of its time left.
    let deadline = Deadline(in: isBrief ? min(limits.timeout / 3, .seconds(9)) : limits.timeout, time)
    let tokens = try await either(.tokens, .accountTokens, by: deadline)
    // Nothing depends on the details: without them those of the built-in table are used.
    let chains = try? await either(.accountChains, .chains, by: deadline)
    guard let table = AssetTable(tokens: tokens.envelope, chains: chains?.envelope) else {
      throw tokens.unreadable
    }
    account.noteFamilies(of: table)
    return table
  }

  /// The first, or the second if the server answers that it cannot serve the first.
  private func either(
    _ first: Operation, _ second: Operation, by deadline: Deadline
  ) async throws(PayInError) -> Reply {
    do {
      return try await readOnce(Endpoint(first), by: deadline)
    } catch  where error.upstream != nil {
      return try await readOnce(Endpoint(second), by: deadline)
    }
  }
}
