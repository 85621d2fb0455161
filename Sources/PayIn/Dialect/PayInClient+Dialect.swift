extension PayInClient {
  /// Asks as the API is known to understand, and in the other way if it turns out to have no such route.
  ///
  /// Of an API that is not known yet the documented way is tried first: one that keeps to it is asked nothing twice.
  func inDialect<Result>(
    seed: () async throws(PayInError) -> Result, open: () async throws(PayInError) -> Result
  ) async throws(PayInError) -> Result {
    if account.dialect == .published {
      do throws(PayInError) {
        return try await open()
      } catch  where error.code == .endpointMissing && account.setting == .auto {
        return try await seed()
      }
    }
    do throws(PayInError) {
      return try await seed()
    } catch  where error.code == .endpointMissing && account.setting == .auto {
      return try await learning(open)
    }
  }

  /// Whatever the published code's route answers shows that there is one.
  private func learning<Result>(_ open: () async throws(PayInError) -> Result) async throws(PayInError) -> Result {
    do throws(PayInError) {
      let result = try await open()
      account.detect(.published)
      return result
    } catch {
      if error.code == .notFound { account.detect(.published) }
      throw error
    }
  }
}
