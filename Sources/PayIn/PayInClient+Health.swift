extension PayInClient {
  /// What `/health` said, as far as it is documented; nothing is inferred.
  package func health() async throws(PayInError) -> Record {
    try record(try await perform(Endpoint(.health)), .health)
  }
}
