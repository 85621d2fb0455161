extension PayInClient {
  /// What `/health` said, as far as it is documented; nothing is inferred.
  package func health() async throws(PayInError) -> Record {
    try record(try await read(Endpoint(.health)), .health)
  }
}
