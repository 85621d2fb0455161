import JSON

extension PayInClient {
  /// What `/health` said, as far as it is documented; nothing is inferred.
  ///
  /// Asks once: whoever wants to know how the API is should hear it, not wait until it is better.
  package func health() async throws(PayInError) -> APIResource {
    try resource(try await readOnce(.health), .health)
  }

  /// Payment addresses of all protocols that are free. Nil where the API does not tell: it is not documented.
  package func availableAddresses() async -> Int? {
    guard !account.lacks(.addressPool) else { return nil }
    do throws(PayInError) {
      return try await readOnce(.addressPool).envelope.data["totalAvailable"]?.number?.integer
    } catch {
      if error.code == .endpointMissing { account.noteMissing(.addressPool) }
      return nil
    }
  }
}
