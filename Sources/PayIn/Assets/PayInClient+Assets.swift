extension PayInClient {
  /// The API's own lists of tokens and chains. They are not part of the documented API.
  /// - Throws: `endpoint_missing` if the API has no list of tokens.
  func assets() async throws(PayInError) -> AssetTable {
    let tokens = try await either(.tokens, .accountTokens)
    // Nothing depends on the details: without them those of the built-in table have to do.
    let chains = try? await either(.accountChains, .chains)
    guard let table = AssetTable(tokens: tokens.envelope, chains: chains?.envelope, cleaner: cleaner) else {
      throw tokens.unreadable
    }
    return table
  }

  /// The first, or the second if the server answers that it cannot serve the first.
  private func either(_ first: Operation, _ second: Operation) async throws(PayInError) -> Reply {
    do {
      return try await readOnce(first)
    } catch  where error.upstream != nil {
      return try await readOnce(second)
    }
  }
}
